import { Check, TriangleAlert } from "lucide-react";
import { useTranslation } from "react-i18next";

import { cn } from "@/lib/cn";
import { formatScore } from "@/lib/numbers";

export interface ScoreBadgeProps {
  /** 0–100; null when every answer was not applicable. */
  score: number | null | undefined;
  outcome?: string | null | undefined;
  size?: "md" | "lg";
}

/** A score over a thin gauge, with its outcome as icon and word, never as colour alone. */
export function ScoreBadge({ score, outcome, size = "md" }: ScoreBadgeProps) {
  const { t } = useTranslation("parts");
  if (score == null) return <span className="text-ink-faint">{t("score.none")}</span>;
  const isPass = outcome === "pass";
  const known = outcome === "pass" || outcome === "fail" ? t(`outcome.${outcome}`) : undefined;
  const Icon = isPass ? Check : TriangleAlert;
  const color = known === undefined ? "text-ink" : isPass ? "text-good" : "text-warn";
  return (
    <span className={cn("inline-flex flex-col gap-1", size === "lg" ? "min-w-28" : "min-w-16")}>
      <span className={cn("inline-flex items-center gap-1.5 font-semibold", color, size === "lg" && "text-3xl")}>
        <span className="sr-only">
          {known ? t("score.withOutcome", { score: formatScore(score), outcome: known }) : t("score.label", { score: formatScore(score) })}
        </span>
        <span aria-hidden>{formatScore(score)}</span>
        {known && <Icon size={size === "lg" ? 22 : 15} aria-hidden />}
      </span>
      <span aria-hidden className="h-1 overflow-hidden rounded-full bg-line">
        <span className={cn("block h-full rounded-full bg-current", color)} style={{ width: `${Math.max(0, Math.min(100, score))}%` }} />
      </span>
    </span>
  );
}
