import { useTranslation } from "react-i18next";

import type { AnswerBody } from "@/api/generated";
import { Checkbox, NumberField, Select } from "@/ui";

import type { Criterion } from "../model/draft";

export interface PreviewControlProps {
  criterion: Criterion;
  answer: AnswerBody | undefined;
  onAnswer: (answer: AnswerBody) => void;
}

function numericLabel(criterion: Criterion): string {
  const { minimum, maximum } = criterion;
  return minimum === null || maximum === null ? criterion.label : `${criterion.label} (${minimum}–${maximum})`;
}

function Answer({ criterion, answer, onAnswer }: PreviewControlProps) {
  const { t } = useTranslation("ui");
  const base = { criterion: criterion.key };
  const isDisabled = answer?.not_applicable ?? false;
  if (criterion.kind === "single") {
    return (
      <Select
        label={criterion.label}
        emptyOption={t("none")}
        isDisabled={isDisabled}
        options={criterion.options.map(({ key, label }) => ({ id: key, label }))}
        value={answer?.options?.[0] ?? ""}
        onChange={(key) => onAnswer({ ...base, options: key ? [key] : null })}
      />
    );
  }
  if (criterion.kind === "multiple") {
    const chosen = answer?.options ?? [];
    return (
      <fieldset className="flex flex-col gap-1.5" disabled={isDisabled}>
        <legend className="mb-1.5 text-sm font-medium">{criterion.label}</legend>
        {criterion.options.map(({ key, label }) => (
          <Checkbox
            key={key}
            isSelected={chosen.includes(key)}
            onChange={(isOn) => onAnswer({ ...base, options: isOn ? [...chosen, key] : chosen.filter((other) => other !== key) })}
          >
            {label}
          </Checkbox>
        ))}
      </fieldset>
    );
  }
  return <NumberAnswer criterion={criterion} answer={answer} onAnswer={onAnswer} />;
}

function NumberAnswer({ criterion, answer, onAnswer }: PreviewControlProps) {
  const { minimum, maximum, step } = criterion;
  return (
    <NumberField
      label={numericLabel(criterion)}
      isDisabled={answer?.not_applicable ?? false}
      {...(minimum === null ? {} : { minValue: minimum })}
      {...(maximum === null ? {} : { maxValue: maximum })}
      {...(step === null ? {} : { step })}
      value={answer?.value ?? null}
      onChange={(value) => onAnswer({ criterion: criterion.key, value })}
    />
  );
}

/** One answer of the trial. Texts are never scored, so they are not asked. */
export function PreviewControl(props: PreviewControlProps) {
  const { t } = useTranslation("scorecards");
  const { criterion, answer, onAnswer } = props;
  return (
    <div className="flex flex-col gap-1.5">
      <Answer {...props} />
      {criterion.na_allowed && (
        <Checkbox
          isSelected={answer?.not_applicable ?? false}
          onChange={(isOn) => onAnswer({ criterion: criterion.key, not_applicable: isOn })}
          className="text-sm text-ink-soft"
        >
          {t("preview.na")}
        </Checkbox>
      )}
    </div>
  );
}
