import { useTranslation } from "react-i18next";

import type { CriterionOut, SectionOut } from "@/api/generated";
import { Checkbox } from "@/ui";

import { type Answer, mayNotApply, toggleNotApplicable } from "../../model/answers";
import { AnswerControl } from "../scoring/AnswerControl";
import { FieldAlert } from "./FieldAlert";

export interface AnswerBoxProps {
  /** The visible question. */
  title: string;
  section: SectionOut | undefined;
  criterion: CriterionOut;
  answer: Answer;
  error: string | undefined;
  onChange: (answer: Answer) => void;
}

/** One answer to a criterion, given as on the scoring screen, outside of it. */
export function AnswerBox({ title, section, criterion, answer, error, onChange }: AnswerBoxProps) {
  const { t } = useTranslation("evaluations");
  const labelId = `answer-${criterion.key}`;
  return (
    <div className="flex flex-col gap-2">
      <p id={labelId} className="text-sm font-medium">
        {title}
        <span className="sr-only">{` ${criterion.label}`}</span>
      </p>
      <div className={answer.not_applicable ? "opacity-60" : undefined}>
        <AnswerControl criterion={criterion} answer={answer} onChange={onChange} labelId={labelId} hidesKeys />
      </div>
      {section && mayNotApply(section, criterion) && (
        <Checkbox isSelected={answer.not_applicable} onChange={() => onChange(toggleNotApplicable(answer))} className="text-sm text-ink-soft">
          {t("scoring.notApplicable")}
        </Checkbox>
      )}
      <FieldAlert text={error} />
    </div>
  );
}
