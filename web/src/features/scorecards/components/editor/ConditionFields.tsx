import { useTranslation } from "react-i18next";

import type { FaultOut } from "@/api/generated";
import { Checkbox, NumberField, Select } from "@/ui";

import { type Criterion, faultAt, isChoice } from "../../model/draft";

type Condition = NonNullable<Criterion["shown_when"]>;

export interface ConditionFieldsProps {
  condition: Criterion["shown_when"];
  /** The criteria it may name. */
  earlier: readonly Criterion[];
  faults: readonly FaultOut[];
  pointer: string;
  onChange: (condition: Criterion["shown_when"]) => void;
}

/** When the criterion is shown: always, or after certain answers to an earlier one. */
export function ConditionFields({ condition, earlier, faults, pointer, onChange }: ConditionFieldsProps) {
  const { t } = useTranslation("scorecards");
  const source = earlier.find(({ key }) => key === condition?.criterion);
  if (earlier.length === 0 && !condition) return null;
  return (
    <div className="flex flex-col gap-3">
      <Select
        label={t("condition.label")}
        emptyOption={t("condition.always")}
        options={earlier.map(({ key, label }) => ({ id: key, label }))}
        value={condition?.criterion ?? ""}
        onChange={(key) => onChange(key ? { criterion: key, options: [], at_least: null, at_most: null } : null)}
        error={faultAt(faults, `${pointer}/shown_when/criterion`)}
      />
      {condition && source && <Expected source={source} condition={condition} faults={faults} pointer={`${pointer}/shown_when`} onChange={onChange} />}
    </div>
  );
}

interface ExpectedProps {
  source: Criterion;
  condition: Condition;
  faults: readonly FaultOut[];
  pointer: string;
  onChange: (condition: Condition) => void;
}

function Expected({ source, condition, faults, pointer, onChange }: ExpectedProps) {
  const { t } = useTranslation("scorecards");
  if (!isChoice(source.kind)) {
    return (
      <div className="grid grid-cols-2 gap-3">
        <NumberField
          label={t("condition.atLeast")}
          value={condition.at_least}
          onChange={(at_least) => onChange({ ...condition, at_least })}
          error={faultAt(faults, `${pointer}/at_least`)}
        />
        <NumberField label={t("condition.atMost")} value={condition.at_most} onChange={(at_most) => onChange({ ...condition, at_most })} />
      </div>
    );
  }
  const fault = faultAt(faults, `${pointer}/options`);
  return (
    <fieldset className="flex flex-col gap-1.5">
      <legend className="mb-1.5 text-sm font-medium">{t("condition.options")}</legend>
      {source.options.map(({ key, label }) => (
        <Checkbox
          key={key}
          isSelected={condition.options.includes(key)}
          onChange={(isOn) => onChange({ ...condition, options: isOn ? [...condition.options, key] : condition.options.filter((other) => other !== key) })}
        >
          {label}
        </Checkbox>
      ))}
      {fault && <p className="text-sm font-medium text-bad">{fault}</p>}
    </fieldset>
  );
}
