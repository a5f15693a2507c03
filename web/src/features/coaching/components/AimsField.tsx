import { CheckboxGroup } from "react-aria-components/CheckboxGroup";
import { Label } from "react-aria-components/Label";
import { useTranslation } from "react-i18next";

import { formatPercent } from "@/lib/numbers";
import { Checkbox } from "@/ui";

import type { Aim } from "../model/plan";

export interface AimsFieldProps {
  aims: readonly Aim[];
  value: readonly string[];
  onChange: (keys: string[]) => void;
  error?: string | undefined;
  hint?: string;
}

/** Which criteria a plan aims at, each with what it earned. */
export function AimsField({ aims, value, onChange, error, hint }: AimsFieldProps) {
  const { t } = useTranslation("coaching");
  return (
    <CheckboxGroup value={[...value]} onChange={onChange} isInvalid={error !== undefined} className="flex flex-col gap-2">
      <Label className="text-sm font-medium">{t("new.criteria")}</Label>
      {hint && <p className="text-sm text-ink-soft">{hint}</p>}
      {aims.map(({ key, label, earned }) => (
        <Checkbox key={key} value={key}>
          {label}
          {earned !== null && <span className="ml-2 text-sm text-ink-faint">{t("new.score", { percent: formatPercent(earned) })}</span>}
        </Checkbox>
      ))}
      {error && <p className="text-sm font-medium text-bad">{error}</p>}
    </CheckboxGroup>
  );
}
