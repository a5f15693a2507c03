import { CircleDashed, CircleSlash, type LucideIcon, Minus, OctagonAlert, Plus, Target } from "lucide-react";
import { useTranslation } from "react-i18next";

import type { ReasonOut, SectionOut } from "@/api/generated";
import { formatNumber, formatScore } from "@/lib/numbers";

import { type ReasonRule, spoken, type SpokenReason } from "../model/reasons";

const ICONS: Record<ReasonRule, LucideIcon> = {
  "fatal-form": OctagonAlert,
  "fatal-section": OctagonAlert,
  "criterion-lost": Minus,
  "criterion-bonus": Plus,
  "criterion-na": CircleSlash,
  "answers-missing": CircleDashed,
  "no-score": CircleDashed,
  "mark-reached": Target,
  "mark-missed": Target,
  "fatal-fails": OctagonAlert,
};

export interface ReasonListProps {
  reasons: readonly ReasonOut[];
  sections: readonly SectionOut[];
  score: number | null;
}

/** Why the score is what it is, line by line: fatal errors first, then what took most. */
export function ReasonList({ reasons, sections, score }: ReasonListProps) {
  return (
    <ul className="flex flex-col gap-1.5 text-sm text-ink-soft">
      {spoken(reasons, sections).map((reason, index) => (
        <li key={index} className="flex items-start gap-2">
          {typeof reason === "string" ? reason : <Line reason={reason} score={score} />}
        </li>
      ))}
    </ul>
  );
}

function Line({ reason, score }: { reason: SpokenReason; score: number | null }) {
  const { t } = useTranslation("evaluations");
  const { rule, criterion, section, points } = reason;
  const Icon = ICONS[rule];
  const isFatal = rule.startsWith("fatal");
  const blanks = { criterion, section, count: points ?? 0, points: formatScore(points), number: formatNumber(points ?? 0), score: formatScore(score) };
  return (
    <>
      <Icon size={15} aria-hidden className={isFatal ? "mt-0.5 shrink-0 text-bad" : "mt-0.5 shrink-0 text-ink-faint"} />
      <span className={isFatal ? "font-medium text-bad" : undefined}>{t(`reason.${rule}`, blanks)}</span>
    </>
  );
}
