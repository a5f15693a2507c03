import { MessageSquareText } from "lucide-react";
import { useTranslation } from "react-i18next";

import type { AnswerOut, CriterionOut } from "@/api/generated";
import { formatNumber } from "@/lib/numbers";
import { Explained } from "@/ui";

import type { Moment } from "../model/moments";
import type { Line } from "../model/page";
import { CriterionMarks } from "./CriterionMarks";
import { MomentChips } from "./moments/MomentChips";

function useWritten(): (criterion: CriterionOut, answer: AnswerOut | undefined) => string {
  const { t } = useTranslation("evaluations");
  const digits = (value: number): number => (Number.isInteger(value) ? 0 : 2);
  return (criterion, answer) => {
    if (!answer) return t("page.noAnswer");
    if (answer.not_applicable) return answer.na_source === "condition" ? t("page.hidden") : t("page.notApplicable");
    if (answer.value !== null) {
      const value = formatNumber(answer.value, digits(answer.value));
      return criterion.kind === "scale" && criterion.maximum !== null ? t("page.of", { value, maximum: formatNumber(criterion.maximum) }) : value;
    }
    if (answer.options?.length === 0) return t("page.noneChosen");
    const labels = answer.options?.map((key) => criterion.options.find((option) => option.key === key)?.label ?? key);
    return labels?.join(", ") ?? answer.text ?? t("page.noAnswer");
  };
}

/** One answer as it is read: what was asked, what was said, over a thin gauge, and the comment. */
export function AnswerLine({ line: { criterion, answer, score }, moments }: { line: Line; moments: readonly Moment[] }) {
  const written = useWritten();
  const isText = criterion.kind === "text";
  return (
    <li className="px-5 py-4">
      <div className="flex flex-wrap items-baseline justify-between gap-x-6 gap-y-1">
        <h3 className="flex min-w-0 flex-wrap items-center gap-2 text-[0.9375rem] font-medium">
          {criterion.guidance ? (
            <Explained text={criterion.guidance} className="underline decoration-line-strong decoration-dotted underline-offset-4">
              {criterion.label}
            </Explained>
          ) : (
            criterion.label
          )}
          <CriterionMarks criterion={criterion} />
        </h3>
        {!isText && <p className="font-semibold">{written(criterion, answer)}</p>}
      </div>
      {isText && <p className="mt-1 whitespace-pre-line">{written(criterion, answer)}</p>}
      {score?.p != null && (
        <span aria-hidden className="mt-2 block h-1.5 overflow-hidden rounded-full bg-sunken">
          <span className="block h-full rounded-full bg-primary" style={{ width: `${score.p * 100}%` }} />
        </span>
      )}
      <MomentChips moments={moments} criterion={criterion.label} />
      {answer?.comment && (
        <p className="mt-2.5 flex items-start gap-2 text-ink-soft">
          <MessageSquareText size={16} aria-hidden className="mt-1 shrink-0 text-ink-faint" />
          <span className="min-w-0 whitespace-pre-line">{answer.comment}</span>
        </p>
      )}
    </li>
  );
}
