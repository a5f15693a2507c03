import { type UseFormReturn, useForm, useWatch } from "react-hook-form";
import { useTranslation } from "react-i18next";

import type { ScheduleBody, ScheduleOut } from "@/api/generated";
import { PeoplePicker, PersonPicker, TeamPicker } from "@/parts/PersonPicker";
import { RefusalNotice, useRefusal } from "@/parts/refusal";
import { Actions, Button, Dialog, FormSelect, Notice, toast } from "@/ui";

import { useChangeSchedule, useCreateSchedule } from "../schedules";
import { weekdayOptions } from "./weekdays";

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

function startOf(found: ScheduleOut | undefined): Values {
  if (!found) return START;
  const { kind, frequency, team_id, operator_id, weekday, day, lang, recipients } = found;
  return {
    kind,
    frequency,
    team_id: team_id ?? "",
    operator_id: operator_id ?? "",
    weekday: String(weekday ?? 1),
    day: String(day ?? 1),
    lang: lang === "en" ? "en" : "pt-BR",
    recipient_ids: recipients.map(({ id }) => id),
  };
}

function rhythmOf({ frequency, weekday, day, lang, recipient_ids }: Values) {
  const when = { weekly: { weekday: Number(weekday) }, monthly: { day: Number(day) }, closing: {} }[frequency];
  return { frequency, lang, recipient_ids, ...when };
}

function bodyOf(values: Values): ScheduleBody {
  const { kind, team_id, operator_id } = values;
  return { kind, ...rhythmOf(values), ...(kind === "team-month" ? { team_id: team_id || null } : { operator_id: operator_id || null }) };
}

function About({ form }: { form: UseFormReturn<Values> }) {
  const { t } = useTranslation("reports");
  const [kind, team, operator] = useWatch({ control: form.control, name: ["kind", "team_id", "operator_id"] });
  const { errors } = form.formState;
  const kinds = (["team-month", "person-month"] as const).map((id) => ({ id, label: t(`schedules.kind.${id}`) }));
  return (
    <>
      <FormSelect control={form.control} name="kind" label={t("schedules.form.kind")} options={kinds} />
      {kind === "team-month" ? (
        <TeamPicker label={t("schedules.form.team")} isRequired value={team} onChange={(id) => form.setValue("team_id", id)} error={errors.team_id?.message} />
      ) : (
        <PersonPicker among="operator" label={t("schedules.form.operator")} isRequired value={operator} onChange={(id) => form.setValue("operator_id", id)} error={errors.operator_id?.message} />
      )}
    </>
  );
}

function Recipients({ form }: { form: UseFormReturn<Values> }) {
  const { t } = useTranslation("reports");
  const recipients = useWatch({ control: form.control, name: "recipient_ids" });
  const { errors } = form.formState;
  const refused = errors.recipient_ids?.message ?? errors.recipient_ids?.find?.((error) => error)?.message;
  return (
    <div className="flex flex-col gap-3">
      <PeoplePicker
        label={t("schedules.form.recipients")}
        description={t("schedules.form.recipientsHint")}
        value={recipients}
        onChange={(ids) => form.setValue("recipient_ids", [...ids])}
      />
      {refused && <Notice tone="bad">{refused}</Notice>}
    </div>
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

/** `found`: the one to be changed; what it is about stays. */
export function ScheduleDialog({ found, onClose }: { found?: ScheduleOut; onClose: () => void }) {
  const { t } = useTranslation(["reports", "ui"]);
  const [create, change] = [useCreateSchedule(), useChangeSchedule()];
  const form = useForm<Values>({ defaultValues: startOf(found) });
  const { refusal, refuse, clear } = useRefusal(form);
  const submit = form.handleSubmit(async (values) => {
    clear();
    try {
      await (found ? change.mutateAsync({ found, body: rhythmOf(values) }) : create.mutateAsync(bodyOf(values)));
      toast.done(t(found ? "reports:schedules.changedDone" : "reports:schedules.createdDone"));
      onClose();
    } catch (error) {
      refuse(error);
    }
  });
  return (
    <Dialog title={found ? t("reports:schedules.editTitle", { about: found.about }) : t("reports:schedules.new")} isOpen onClose={onClose}>
      <form onSubmit={(event) => void submit(event)} noValidate className="flex flex-col gap-5">
        <RefusalNotice refusal={refusal} />
        {!found && <About form={form} />}
        <Recipients form={form} />
        <Rhythm form={form} />
        <Actions className="mt-1">
          <Button onPress={onClose}>{t("ui:cancel")}</Button>
          <Button type="submit" variant="primary" isPending={create.isPending || change.isPending}>
            {t(found ? "reports:schedules.form.save" : "reports:schedules.form.create")}
          </Button>
        </Actions>
      </form>
    </Dialog>
  );
}
