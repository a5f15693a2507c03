import { useTranslation } from "react-i18next";

import type { FaultOut, ScoringMode } from "@/api/generated";
import { formatScore } from "@/lib/numbers";
import { useInstallation } from "@/parts/installation";
import { Card, NumberField, RadioGroup, TextField } from "@/ui";

import { type Draft, faultAt } from "../../model/draft";

const MODES: readonly ScoringMode[] = ["shares", "points", "deduction"];

export interface HeadFieldsProps {
  draft: Draft;
  faults: readonly FaultOut[];
  set: (patch: Partial<Draft>) => void;
}

export function HeadFields({ draft, faults, set }: HeadFieldsProps) {
  const { t } = useTranslation("scorecards");
  const mark = useInstallation().data?.pass_mark;
  return (
    <Card>
      <div className="grid items-start gap-5 md:grid-cols-2">
        <div className="flex flex-col gap-5">
          <TextField label={t("name")} isRequired value={draft.name} onChange={(name) => set({ name })} error={draft.name.trim() ? undefined : t("needed")} maxLength={120} />
          <TextField label={t("description")} rows={3} value={draft.description} onChange={(description) => set({ description })} maxLength={4000} />
          <NumberField
            label={t("passMark")}
            description={t("passMarkHint", { mark: formatScore(mark) })}
            minValue={0}
            maxValue={100}
            value={draft.pass_mark}
            onChange={(pass_mark) => set({ pass_mark })}
            error={faultAt(faults, "/pass_mark")}
            className="max-w-48"
          />
        </div>
        <RadioGroup
          label={t("mode.label")}
          options={MODES.map((id) => ({ id, label: t(`mode.${id}`), hint: t(`modeHint.${id}`) }))}
          value={draft.scoring}
          onChange={(scoring) => set({ scoring: scoring as ScoringMode })}
        />
      </div>
    </Card>
  );
}
