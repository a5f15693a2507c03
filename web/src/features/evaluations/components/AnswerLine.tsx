import { MessageSquareText } from "lucide-react";

import { Explained } from "@/ui";

import type { Moment } from "../model/moments";
import type { Line } from "../model/page";
import { CriterionMarks } from "./CriterionMarks";
import { MomentChips } from "./moments/MomentChips";
import { useWritten } from "./use-written";

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
