import { Plus, Trash2 } from "lucide-react";
import { useTranslation } from "react-i18next";

import type { FaultOut, FatalScope } from "@/api/generated";
import { Button, IconButton, NumberField, Select, TextField } from "@/ui";
import { NEW_OPTION } from "@/parts/new-criterion";

import { type Criterion, faultAt, isChoice, type Option, replaced, without } from "../../model/draft";

export interface OptionsEditorProps {
  criterion: Criterion;
  faults: readonly FaultOut[];
  pointer: string;
  onChange: (options: Option[]) => void;
}

interface RowProps {
  kind: Criterion["kind"];
  option: Option;
  faults: readonly FaultOut[];
  pointer: string;
  onChange: (option: Option) => void;
  onRemove: () => void;
}

function OptionRow({ kind, option, faults, pointer, onChange, onRemove }: RowProps) {
  const { t } = useTranslation("scorecards");
  const set = (patch: Partial<Option>): void => onChange({ ...option, ...patch });
  return (
    <li className="flex flex-col gap-3 rounded-md border border-line p-3">
      <div className="flex items-end gap-2">
        <TextField
          label={t("option.label")}
          value={option.label}
          onChange={(label) => set({ label })}
          error={faultAt(faults, `${pointer}/label`)}
          className="flex-1"
        />
        <IconButton label={t("option.remove", { name: option.label })} icon={<Trash2 size={16} />} onPress={onRemove} className="mb-0.5" />
      </div>
      <div className="grid grid-cols-2 items-start gap-3 sm:grid-cols-3">
        {!isChoice(kind) && (
          <NumberField label={t("option.value")} value={option.value} onChange={(value) => set({ value })} error={faultAt(faults, `${pointer}/value`)} />
        )}
        {kind !== "scale" && (
          <NumberField
            label={t("option.score")}
            minValue={0}
            maxValue={100}
            value={option.score === null ? null : option.score * 100}
            onChange={(score) => set({ score: score === null ? null : score / 100 })}
            error={faultAt(faults, `${pointer}/score`)}
          />
        )}
        {isChoice(kind) && (
          <Select
            label={t("option.fatal")}
            emptyOption={t("fatalScope.none")}
            options={[
              { id: "section", label: t("fatalScope.section") },
              { id: "form", label: t("fatalScope.form") },
            ]}
            value={option.fatal_scope ?? ""}
            onChange={(scope) => set({ fatal_scope: (scope || null) as FatalScope | null })}
          />
        )}
        {isChoice(kind) && (
          <NumberField label={t("option.bonus")} minValue={0} value={option.bonus} onChange={(bonus) => set({ bonus: bonus ?? 0 })} error={faultAt(faults, `${pointer}/bonus`)} />
        )}
      </div>
      {kind === "scale" && <TextField label={t("option.anchor")} rows={2} value={option.anchor} onChange={(anchor) => set({ anchor })} />}
    </li>
  );
}

/** The answers of a choice, the anchors of a scale, or the bands of a number. */
export function OptionsEditor({ criterion, faults, pointer, onChange }: OptionsEditorProps) {
  const { t } = useTranslation("scorecards");
  const { options, kind } = criterion;
  const whole = faultAt(faults, `${pointer}/options`);
  return (
    <div className="flex flex-col gap-3">
      <p className="text-sm text-ink-soft">{isChoice(kind) ? t("option.choiceHint") : t("option.scaleHint")}</p>
      {whole && <p className="text-sm font-medium text-bad">{whole}</p>}
      <ul className="flex flex-col gap-3">
        {options.map((option, index) => (
          <OptionRow
            key={index}
            kind={kind}
            option={option}
            faults={faults}
            pointer={`${pointer}/options/${index}`}
            onChange={(next) => onChange(replaced(options, index, next))}
            onRemove={() => onChange(without(options, index))}
          />
        ))}
      </ul>
      <Button size="sm" icon={<Plus size={16} />} onPress={() => onChange([...options, { ...NEW_OPTION, score: kind === "scale" ? null : 0 }])} className="self-start">
        {t("option.add")}
      </Button>
    </div>
  );
}
