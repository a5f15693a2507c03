import { ChevronRight } from "lucide-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";

import type { CallEvaluationOut } from "@/api/generated";
import { formatDate } from "@/lib/dates";
import { ScoreBadge } from "@/parts/ScoreBadge";
import { EvaluationStatusPill, isEvaluationStatus } from "@/parts/StatusPill";
import { Card, EmptyState } from "@/ui";

function Row({ evaluation }: { evaluation: CallEvaluationOut }) {
  const { t } = useTranslation("calls");
  const date = evaluation.published_at
    ? t("evaluations.on", { date: formatDate(evaluation.published_at) })
    : t("evaluations.draftSince", { date: formatDate(evaluation.created_at) });
  return (
    <li className="relative flex flex-wrap items-center gap-x-6 gap-y-2 border-t border-line px-5 py-4 hover:bg-hover">
      <ScoreBadge score={evaluation.overall_score} outcome={evaluation.outcome} />
      <span className="min-w-0 flex-1 basis-52">
        <Link to={`/evaluations/${evaluation.id}`} className="rounded-sm font-semibold after:absolute after:inset-0">
          {evaluation.scorecard_name}
        </Link>
        <span className="block text-sm text-ink-soft">{`${t("evaluations.by", { name: evaluation.evaluator_name })}, ${date}`}</span>
      </span>
      {isEvaluationStatus(evaluation.status) && <EvaluationStatusPill status={evaluation.status} />}
      <ChevronRight size={18} className="text-ink-faint" aria-hidden />
    </li>
  );
}

export function CallEvaluations({ evaluations, action }: { evaluations: readonly CallEvaluationOut[]; action: ReactNode }) {
  const { t } = useTranslation("calls");
  return (
    <Card title={t("evaluations.title")} isFlush className="overflow-hidden">
      {evaluations.length === 0 ? (
        <EmptyState kind="nothing" title={t("evaluations.empty")} hint={t("evaluations.emptyHint")} action={action} />
      ) : (
        <ul className="mt-2">
          {evaluations.map((evaluation) => (
            <Row key={evaluation.id} evaluation={evaluation} />
          ))}
        </ul>
      )}
    </Card>
  );
}
