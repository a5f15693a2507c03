import { useTranslation } from "react-i18next";

import { z } from "@/lib/z";
import { FormNumber } from "@/ui";

import { SettingsForm, type SettingsPart } from "./SettingsForm";

export function PassMarkForm({ settings, ...part }: SettingsPart) {
  const { t } = useTranslation("settings");
  const mark = z.number().nullable().refine((value) => value !== null && value >= 0 && value <= 100, t("installation.markNeeded"));
  return (
    <SettingsForm<{ pass_mark: number | null }> shape={z.object({ pass_mark: mark })} values={{ pass_mark: settings.pass_mark }} {...part}>
      {(control) => (
        <FormNumber
          control={control}
          name="pass_mark"
          label={t("installation.passMark")}
          description={t("installation.passMarkHint")}
          minValue={0}
          maxValue={100}
          formatOptions={{ maximumFractionDigits: 2 }}
          isRequired
          className="max-w-xs"
        />
      )}
    </SettingsForm>
  );
}
