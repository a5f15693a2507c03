import { useTranslation } from "react-i18next";

import { formatNumber } from "@/lib/numbers";
import { NumberField, TextField } from "@/ui";

import { withText, withValue } from "../../model/answers";
import type { ControlProps } from "./control";

/** A number that is typed: kinds `number`, and scales with too many points for buttons. */
export function NumberControl({ criterion, answer, onChange }: ControlProps) {
  const { t } = useTranslation("evaluations");
  const { minimum, maximum, step } = criterion;
  const band = criterion.options.filter((option) => answer.value !== null && option.value !== null && option.value <= answer.value).at(-1);
  const range = minimum !== null && maximum !== null ? t("scoring.range", { from: formatNumber(minimum), to: formatNumber(maximum) }) : undefined;
  return (
    <div data-typed className="max-w-56">
      <NumberField
        label={criterion.label}
        hideLabel
        description={[range, band?.label].filter(Boolean).join(" · ")}
        value={answer.value}
        onChange={(value) => onChange(withValue(answer, value))}
        {...(minimum === null ? {} : { minValue: minimum })}
        {...(maximum === null ? {} : { maxValue: maximum })}
        {...(step ? { step } : {})}
      />
    </div>
  );
}

export function TextControl({ criterion, answer, onChange }: ControlProps) {
  return (
    <div data-typed>
      <TextField label={criterion.label} hideLabel rows={3} value={answer.text ?? ""} onChange={(text) => onChange(withText(answer, text))} />
    </div>
  );
}
