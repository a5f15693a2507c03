import { Hourglass } from "lucide-react";
import { useTranslation } from "react-i18next";

import { cn } from "@/lib/cn";

import { waitOf } from "../../model/deadline";
import { useDeadlineWords } from "../../model/use-deadline";
import type { EvaluationRow } from "../../queries";

/** What an evaluation waits for and until when, in a list. */
export function DeadlineCell({ evaluation }: { evaluation: EvaluationRow }) {
  const { t } = useTranslation("evaluations");
  const words = useDeadlineWords();
  const wait = waitOf(evaluation);
  if (!wait) return <span className="text-ink-faint">—</span>;
  const { day, rest, isLate } = words(wait.by);
  return (
    <span className="block">
      <span className="block whitespace-nowrap">{t(`deadline.${wait.kind}`, { day })}</span>
      {rest && (
        <span className={cn("inline-flex items-center gap-1 text-sm", isLate ? "font-medium text-warn" : "text-ink-faint")}>
          {isLate && <Hourglass size={13} aria-hidden />}
          {rest}
        </span>
      )}
    </span>
  );
}
