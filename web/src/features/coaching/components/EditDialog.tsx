import { zodResolver } from "@hookform/resolvers/zod";
import { Plus, Trash2 } from "lucide-react";
import { type Control, useFieldArray, useForm, type UseFormReturn, useWatch } from "react-hook-form";
import { useTranslation } from "react-i18next";

import { z } from "@/lib/z";
import { RefusalNotice, useRefusal } from "@/parts/refusal";
import { Actions, Button, Dialog, FormDate, FormText, IconButton, toast } from "@/ui";

import { aimsOf } from "../model/plan";
import { type Plan, usePlanStart, useUpdatePlan } from "../queries";
import { AimsField } from "./AimsField";

interface Values {
  objective: string;
  criteria: string[];
  due_on: string;
  actions: { step: string | null; text: string }[];
}

function useShape() {
  const { t } = useTranslation("coaching");
  return z.object({
    objective: z.string().trim().min(3, t("new.needed")),
    criteria: z.array(z.string()).min(1, t("new.neededCriteria")),
    due_on: z.string().min(1, t("new.neededDue")),
    actions: z.array(z.object({ step: z.string().nullable(), text: z.string() })),
  });
}

/** The objective, the due date and the actions of a plan; actions that stay keep their marks. */
export default function EditDialog({ plan, onClose }: { plan: Plan; onClose: () => void }) {
  const { t } = useTranslation(["coaching", "ui"]);
  const update = useUpdatePlan(plan.id);
  const form = useForm<Values>({
    resolver: zodResolver(useShape()),
    defaultValues: { objective: plan.objective, criteria: plan.criteria.map(({ key }) => key), due_on: plan.due_on, actions: plan.steps.map(({ id, text }) => ({ step: id, text })) },
  });
  const { refusal, refuse, clear } = useRefusal(form);
  const submit = form.handleSubmit(({ actions, ...rest }) => {
    clear();
    const saved = () => {
      toast.done(t("coaching:edit.saved"));
      onClose();
    };
    const steps = actions.filter(({ text }) => text.trim() !== "").map(({ step, text }) => ({ id: step, text }));
    update.mutate({ version: plan.version, ...rest, actions: steps }, { onSuccess: saved, onError: refuse });
  });
  return (
    <Dialog title={t("coaching:edit.title")} isOpen onClose={onClose} size="lg">
      <form onSubmit={(event) => void submit(event)} noValidate className="flex flex-col gap-5">
        <RefusalNotice refusal={refusal} onReload={onClose} />
        <FormText control={form.control} name="objective" label={t("coaching:fields.objective")} rows={2} isRequired />
        <FormDate control={form.control} name="due_on" label={t("coaching:fields.dueOn")} isRequired className="sm:max-w-xs" />
        <AimsOfPlan plan={plan} form={form} />
        <ActionFields control={form.control} />
        <Actions className="mt-1">
          <Button onPress={onClose}>{t("ui:cancel")}</Button>
          <Button type="submit" variant="primary" isPending={update.isPending}>
            {t("ui:save")}
          </Button>
        </Actions>
      </form>
    </Dialog>
  );
}

/** Other criteria to aim at: those of the evaluation the plan came from, as long as it can be read. */
function AimsOfPlan({ plan, form }: { plan: Plan; form: UseFormReturn<Values> }) {
  const start = usePlanStart(plan.sources[0]?.evaluation_id ?? "").data;
  const criteria = useWatch({ control: form.control, name: "criteria" });
  const known = start ? aimsOf(start.evaluation.criteria, start.sections) : [];
  const others = plan.criteria.filter(({ key }) => !known.some((aim) => aim.key === key)).map(({ key, label }) => ({ key, label, earned: null, isLow: false }));
  return (
    <AimsField
      aims={[...known, ...others]}
      value={criteria}
      onChange={(keys) => form.setValue("criteria", keys, { shouldDirty: true, shouldValidate: form.formState.isSubmitted })}
      error={form.formState.errors.criteria?.message}
    />
  );
}

function ActionFields({ control }: { control: Control<Values> }) {
  const { t } = useTranslation("coaching");
  const { fields, append, remove } = useFieldArray({ control, name: "actions" });
  return (
    <fieldset className="flex flex-col gap-3">
      <legend className="mb-2 text-sm font-medium">{t("edit.actions")}</legend>
      {fields.map((field, index) => (
        <div key={field.id} className="flex items-start gap-2">
          <FormText control={control} name={`actions.${index}.text`} label={t("edit.action", { number: index + 1 })} hideLabel className="flex-1" />
          <IconButton label={t("edit.removeAction", { number: index + 1 })} icon={<Trash2 size={16} />} onPress={() => remove(index)} />
        </div>
      ))}
      <Button size="sm" icon={<Plus size={15} />} className="self-start" onPress={() => append({ step: null, text: "" })}>
        {t("edit.addAction")}
      </Button>
    </fieldset>
  );
}
