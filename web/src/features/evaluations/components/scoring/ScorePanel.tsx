import { History } from "lucide-react";
import { useTranslation } from "react-i18next";

import type { EvaluationOut, SectionOut } from "@/api/generated";
import { ScoreBadge } from "@/parts/ScoreBadge";
import { Badge } from "@/ui";

import { ReasonList } from "../ReasonList";

export interface ScorePanelProps {
  saved: EvaluationOut | null;
  sections: readonly SectionOut[];
  /** There are answers that this score does not know of. */
  isOutdated: boolean;
}

/** The score of what is answered so far, as the server counts it, with its reasons. */
export function ScorePanel({ saved, sections, isOutdated }: ScorePanelProps) {
  const { t } = useTranslation("evaluations");
  const isPartial = saved !== null && saved.missing.length > 0;
  return (
    <section aria-labelledby="live-score" className="rounded-lg border border-line bg-surface p-5 shadow-card">
      <div className="flex flex-wrap items-center justify-between gap-2">
        <h2 id="live-score" className="text-sm font-medium text-ink-faint">
          {isPartial ? t("score.partial") : t("score.title")}
        </h2>
        {isOutdated && (
          <Badge tone="warn" icon={<History size={13} aria-hidden />}>
            {t("score.outdated")}
          </Badge>
        )}
      </div>
      {saved && saved.answers.length > 0 ? (
        <>
          <div className={isOutdated ? "mt-1 opacity-60" : "mt-1"}>
            <ScoreBadge score={saved.overall_score} outcome={isPartial ? null : saved.outcome} size="lg" />
          </div>
          <div className="mt-4">
            <ReasonList reasons={saved.reasons} sections={sections} score={saved.overall_score} />
          </div>
        </>
      ) : (
        <p className="mt-2 text-ink-soft">{t("score.waiting")}</p>
      )}
    </section>
  );
}
