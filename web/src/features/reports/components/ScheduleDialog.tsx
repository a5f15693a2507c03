import { type UseFormReturn, useForm, useWatch } from "react-hook-form";
import { useTranslation } from "react-i18next";

import type { ScheduleBody } from "@/api/generated";
import { PeoplePicker, PersonPicker, TeamPicker } from "@/parts/PersonPicker";
import { RefusalNotice, useRefusal } from "@/parts/refusal";
import { Actions, Button, Dialog, FormSelect, Notice, toast } from "@/ui";

import { useCreateSchedule } from "../schedules";
import { weekdayOptions } from "./scheduleColumns";

interface Values {
  kind: ScheduleBody["kind"];
  team_id: string;
  operator_id: string;
  frequency: ScheduleBody["frequency"];
  weekday: string;
  day: string;
  lang: "pt-BR" | "en";
  recipient_ids: string[];
}

const START: Values = { kind: "team-month", team_id: "", operator_id: "", frequency: "monthly", weekday: "1", day: "1", lang: "pt-BR", recipient_ids: [] };
const DAYS = Array.from({ length: 28 }, (_, at) => ({ id: String(at + 1), label: String(at + 1) }));

function bodyOf({ team_id, operator_id, weekday, day, ...rest }: Values): ScheduleBody {
  const about = rest.kind === "team-month" ? { team_id: team_id || null } : { operator_id: operator_id || null };
  const when = { weekly: { weekday: Number(weekday) }, monthly: { day: Number(day) }, closing: {} }[rest.frequency];
  return { ...rest, ...about, ...when };
}

function About({ form }: { form: UseFormReturn<Values> }) {
  const { t } = useTranslation("reports");
  const [kind, team, operator, recipients] = useWatch({ control: form.control, name: ["kind", "team_id", "operator_id", "recipient_ids"] });
  const { errors } = form.formState;
  const refused = errors.recipient_ids?.message ?? errors.recipient_ids?.find?.((error) => error)?.message;
  const kinds = (["team-month", "person-month"] as const).map((id) => ({ id, label: t(`schedules.kind.${id}`) }));
  return (
    <>
      <FormSelect control={form.control} name="kind" label={t("schedules.form.kind")} options={kinds} />
      {kind === "team-month" ? (
        <TeamPicker label={t("schedules.form.team")} isRequired value={team} onChange={(id) => form.setValue("team_id", id)} error={errors.team_id?.message} />
      ) : (
        <PersonPicker among="operator" label={t("schedules.form.operator")} isRequired value={operator} onChange={(id) => form.setValue("operator_id", id)} error={errors.operator_id?.message} />
      )}
      <PeoplePicker
        label={t("schedules.form.recipients")}
        description={t("schedules.form.recipientsHint")}
        value={recipients}
        onChange={(ids) => form.setValue("recipient_ids", [...ids])}
      />
      {refused && <Notice tone="bad">{refused}</Notice>}
    </>
  );
}

function Rhythm({ form }: { form: UseFormReturn<Values> }) {
  const { t } = useTranslation("reports");
  const frequency = useWatch({ control: form.control, name: "frequency" });
  const frequencies = (["weekly", "monthly", "closing"] as const).map((id) => ({ id, label: t(`schedules.frequency.${id}`) }));
  const languages = (["pt-BR", "en"] as const).map((id) => ({ id, label: t(`schedules.lang.${id}`) }));
  return (
    <div className="grid gap-4 sm:grid-cols-2">
      <FormSelect control={form.control} name="frequency" label={t("schedules.form.frequency")} options={frequencies} />
      {frequency === "weekly" && <FormSelect control={form.control} name="weekday" label={t("schedules.form.weekday")} options={weekdayOptions(t)} />}
      {frequency === "monthly" && <FormSelect control={form.control} name="day" label={t("schedules.form.day")} options={DAYS} />}
      <FormSelect control={form.control} name="lang" label={t("schedules.form.lang")} options={languages} />
    </div>
  );
}

export function ScheduleDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation(["reports", "ui"]);
  const create = useCreateSchedule();
  const form = useForm<Values>({ defaultValues: START });
  const { refusal, refuse, clear } = useRefusal(form);
  const submit = form.handleSubmit(async (values) => {
    clear();
    try {
      await create.mutateAsync(bodyOf(values));
      toast.done(t("reports:schedules.createdDone"));
      onClose();
    } catch (error) {
      refuse(error);
    }
  });
  return (
    <Dialog title={t("reports:schedules.new")} isOpen onClose={onClose}>
      <form onSubmit={(event) => void submit(event)} noValidate className="flex flex-col gap-5">
        <RefusalNotice refusal={refusal} />
        <About form={form} />
        <Rhythm form={form} />
        <Actions className="mt-1">
          <Button onPress={onClose}>{t("ui:cancel")}</Button>
          <Button type="submit" variant="primary" isPending={create.isPending}>
            {t("reports:schedules.form.create")}
          </Button>
        </Actions>
      </form>
    </Dialog>
  );
}
