import { zodResolver } from "@hookform/resolvers/zod";
import { useForm, useWatch } from "react-hook-form";
import { useTranslation } from "react-i18next";

import type { PlanBody } from "@/api/generated";
import { today } from "@/lib/dates";
import { z } from "@/lib/z";
import { RefusalNotice, useRefusal } from "@/parts/refusal";
import { Actions, Button, ButtonLink, FormDate, FormText } from "@/ui";

import { aimsOf, firstAims, linesOf } from "../model/plan";
import type { PlanStart } from "../queries";
import { AimsField } from "./AimsField";

interface Values {
  objective: string;
  criteria: string[];
  actions: string;
  due_on: string;
}

const USUAL_DAYS = 30;

function useShape() {
  const { t } = useTranslation("coaching");
  return z.object({
    objective: z.string().trim().min(3, t("new.needed")),
    criteria: z.array(z.string()).min(1, t("new.neededCriteria")),
    actions: z.string(),
    due_on: z.string().min(1, t("new.neededDue")),
  });
}

export interface NewPlanFormProps {
  start: PlanStart;
  isPending: boolean;
  onSend: (body: PlanBody, refuse: (error: unknown) => void) => void;
}

/** Objective, criteria, actions and due date of a plan to be made from one evaluation. */
export function NewPlanForm({ start: { evaluation, sections }, isPending, onSend }: NewPlanFormProps) {
  const { t } = useTranslation(["coaching", "ui"]);
  const aims = aimsOf(evaluation.criteria, sections);
  const form = useForm<Values>({
    resolver: zodResolver(useShape()),
    defaultValues: { objective: "", criteria: firstAims(aims), actions: "", due_on: today(USUAL_DAYS) },
  });
  const { refusal, refuse, clear } = useRefusal(form);
  const { control } = form;
  const criteria = useWatch({ control, name: "criteria" });
  const submit = form.handleSubmit(({ actions, ...rest }) => {
    clear();
    onSend({ ...rest, evaluation_ids: [evaluation.id], actions: linesOf(actions) }, refuse);
  });
  return (
    <form onSubmit={(event) => void submit(event)} noValidate className="flex flex-col gap-5">
      <RefusalNotice refusal={refusal} />
      <FormText control={control} name="objective" label={t("coaching:fields.objective")} description={t("coaching:new.objectiveHint")} rows={2} isRequired />
      <AimsField
        aims={aims}
        hint={t("coaching:new.criteriaHint")}
        value={criteria}
        onChange={(keys) => form.setValue("criteria", keys, { shouldDirty: true, shouldValidate: form.formState.isSubmitted })}
        error={form.formState.errors.criteria?.message}
      />
      <FormText control={control} name="actions" label={t("coaching:new.actions")} description={t("coaching:new.actionsHint")} rows={4} />
      <FormDate control={control} name="due_on" label={t("coaching:fields.dueOn")} description={t("coaching:new.dueHint")} min={today()} isRequired className="sm:max-w-xs" />
      <Actions className="mt-1">
        <ButtonLink to={`/evaluations/${evaluation.id}`}>{t("ui:cancel")}</ButtonLink>
        <Button type="submit" variant="primary" isPending={isPending}>
          {t("coaching:new.create")}
        </Button>
      </Actions>
    </form>
  );
}
