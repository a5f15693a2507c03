import { useTranslation } from "react-i18next";

import { z } from "@/lib/z";
import { FormNumber } from "@/ui";

import { SettingsForm, type SettingsPart } from "./SettingsForm";

const FIELDS = [
  { name: "acknowledge_days", label: "acknowledge", hint: "acknowledgeHint", most: 30 },
  { name: "contest_days", label: "contest", hint: "contestHint", most: 30 },
  { name: "decide_days", label: "decide", hint: "decideHint", most: 30 },
  { name: "notice_days", label: "notice", hint: "noticeHint", most: 10 },
  { name: "contest_rounds", label: "rounds", hint: "roundsHint", most: 2 },
] as const;

type Values = Record<(typeof FIELDS)[number]["name"], number | null>;

/** How many working days each has for what he has to do. */
export function DeadlinesForm({ settings, ...part }: SettingsPart) {
  const { t } = useTranslation("calendar");
  const within = (most: number) =>
    z
      .number()
      .nullable()
      .refine((value) => value !== null && Number.isInteger(value) && value >= 1 && value <= most, t("deadlines.needed", { from: 1, to: most }));
  const shape = z.object(Object.fromEntries(FIELDS.map(({ name, most }) => [name, within(most)])) as Record<keyof Values, ReturnType<typeof within>>);
  const { acknowledge_days, contest_days, decide_days, notice_days, contest_rounds } = settings;
  return (
    <SettingsForm<Values> shape={shape} values={{ acknowledge_days, contest_days, decide_days, notice_days, contest_rounds }} {...part}>
      {(control) => (
        <>
          <p className="text-ink-soft">{t("deadlines.hint")}</p>
          <div className="grid gap-5 sm:grid-cols-2">
            {FIELDS.map(({ name, label, hint, most }) => (
              <FormNumber
                key={name}
                control={control}
                name={name}
                label={t(`deadlines.${label}`)}
                description={t(`deadlines.${hint}`)}
                minValue={1}
                maxValue={most}
                step={1}
                isRequired
                className="max-w-xs"
              />
            ))}
          </div>
        </>
      )}
    </SettingsForm>
  );
}
