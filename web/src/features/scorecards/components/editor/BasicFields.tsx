import { useTranslation } from "react-i18next";

import type { Kind } from "@/api/generated";
import { Checkbox, NumberField, Select, TextField } from "@/ui";

import { faultAt } from "../../model/draft";
import type { CriterionFieldsProps } from "./CriterionDialog";

const KINDS: readonly Kind[] = ["scale", "single", "multiple", "number", "text"];

export function BasicFields({ criterion, faults, pointer, set, setKind }: CriterionFieldsProps & { setKind: (kind: Kind) => void }) {
  const { t } = useTranslation("scorecards");
  const isNumeric = criterion.kind === "scale" || criterion.kind === "number";
  const at = (field: string): string | undefined => faultAt(faults, `${pointer}/${field}`);
  return (
    <div className="grid items-start gap-5 sm:grid-cols-2">
      <TextField
        label={t("item.label")}
        value={criterion.label}
        onChange={(label) => set({ label })}
        error={at("label")}
        maxLength={200}
        autoFocus
        className="sm:col-span-full"
      />
      <Select
        label={t("item.kind")}
        options={KINDS.map((id) => ({ id, label: t(`kind.${id}`) }))}
        value={criterion.kind}
        onChange={(kind) => setKind(kind as Kind)}
      />
      {criterion.kind !== "text" && (
        <NumberField label={t("item.weight")} minValue={0} value={criterion.weight} onChange={(weight) => set({ weight: weight ?? 0 })} error={at("weight")} />
      )}
      {isNumeric && (
        <div className="grid grid-cols-3 items-start gap-3 sm:col-span-full">
          <NumberField label={t("item.min")} value={criterion.minimum} onChange={(minimum) => set({ minimum })} error={at("minimum")} />
          <NumberField label={t("item.max")} value={criterion.maximum} onChange={(maximum) => set({ maximum })} error={at("maximum")} />
          <NumberField label={t("item.step")} minValue={0} value={criterion.step} onChange={(step) => set({ step })} error={at("step")} />
        </div>
      )}
      <div className="flex flex-col gap-2 sm:col-span-full">
        <Checkbox isSelected={criterion.required} onChange={(required) => set({ required })}>
          {t("item.required")}
        </Checkbox>
        <Checkbox isSelected={criterion.na_allowed} onChange={(na_allowed) => set({ na_allowed })}>
          {t("item.na")}
        </Checkbox>
      </div>
      <TextField
        label={t("item.guidance")}
        rows={3}
        value={criterion.guidance}
        onChange={(guidance) => set({ guidance })}
        maxLength={4000}
        className="sm:col-span-full"
      />
    </div>
  );
}
