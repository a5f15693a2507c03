import { zodResolver } from "@hookform/resolvers/zod";
import { useForm } from "react-hook-form";
import { useTranslation } from "react-i18next";

import type { SettingsOut } from "@/api/generated";
import { z } from "@/lib/z";
import { RefusalNotice, useRefusal } from "@/parts/refusal";
import { Actions, Button, FormNumber, toast } from "@/ui";

import { useUpdateSettings } from "../queries";

const FIELDS = [
  { name: "acknowledge_days", label: "acknowledge", hint: "acknowledgeHint", most: 30 },
  { name: "contest_days", label: "contest", hint: "contestHint", most: 30 },
  { name: "decide_days", label: "decide", hint: "decideHint", most: 30 },
  { name: "notice_days", label: "notice", hint: "noticeHint", most: 10 },
  { name: "contest_rounds", label: "rounds", hint: "roundsHint", most: 2 },
] as const;

type Values = Record<(typeof FIELDS)[number]["name"], number | null>;

export interface DeadlinesFormProps {
  settings: SettingsOut;
  /** The version that what is saved here follows. */
  version: number;
  onSaved: (saved: SettingsOut) => void;
  onReload: () => void;
}

/** How many working days each has for what he has to do. */
export function DeadlinesForm({ settings, version, onSaved, onReload }: DeadlinesFormProps) {
  const { t } = useTranslation(["calendar", "settings", "ui"]);
  const update = useUpdateSettings();
  const within = (most: number) =>
    z
      .number()
      .nullable()
      .refine((value) => value !== null && Number.isInteger(value) && value >= 1 && value <= most, t("calendar:deadlines.needed", { from: 1, to: most }));
  const shape = z.object(Object.fromEntries(FIELDS.map(({ name, most }) => [name, within(most)])) as Record<keyof Values, ReturnType<typeof within>>);
  const { acknowledge_days, contest_days, decide_days, notice_days, contest_rounds } = settings;
  const form = useForm<Values>({ resolver: zodResolver(shape), defaultValues: { acknowledge_days, contest_days, decide_days, notice_days, contest_rounds } });
  const { refusal, refuse, clear } = useRefusal(form);
  const submit = form.handleSubmit((values) => {
    clear();
    update.mutate(
      { ...values, version },
      {
        onSuccess: (saved) => {
          onSaved(saved);
          toast.done(t("settings:installation.saved"));
        },
        onError: refuse,
      },
    );
  });
  return (
    <form onSubmit={(event) => void submit(event)} noValidate className="flex flex-col gap-5">
      <p className="text-ink-soft">{t("calendar:deadlines.hint")}</p>
      <RefusalNotice refusal={refusal} onReload={onReload} />
      <div className="grid gap-5 sm:grid-cols-2">
        {FIELDS.map(({ name, label, hint, most }) => (
          <FormNumber
            key={name}
            control={form.control}
            name={name}
            label={t(`calendar:deadlines.${label}`)}
            description={t(`calendar:deadlines.${hint}`)}
            minValue={1}
            maxValue={most}
            step={1}
            isRequired
            className="max-w-xs"
          />
        ))}
      </div>
      <Actions className="mt-1 justify-start">
        <Button type="submit" variant="primary" isPending={update.isPending}>
          {t("ui:save")}
        </Button>
      </Actions>
    </form>
  );
}
