import { Star } from "lucide-react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";

import type { SectionOut } from "@/api/generated";
import { formatDateTime } from "@/lib/dates";
import { formatScore } from "@/lib/numbers";
import { DeckCard } from "@/parts/recordings/DeckCard";
import { PersonName } from "@/parts/PersonName";
import { ScoreBadge } from "@/parts/ScoreBadge";
import { Card, Fact, Notice } from "@/ui";

import { blocksOf, strengthsOf, wasOverruled } from "../model/page";
import { marksOf } from "../model/use-moments";
import type { Evaluation } from "../queries";
import { AnswerLine } from "./AnswerLine";
import { Changes } from "./feedback/Changes";
import { Story } from "./feedback/Story";
import { ImportedTotal } from "./ImportedTotal";
import { MomentList } from "./moments/MomentList";
import { ReasonList } from "./ReasonList";

/** An evaluation as it is read: feedback and strengths first, then every answer, with the score and its reasons beside. */
export function EvaluationView({ evaluation, sections }: { evaluation: Evaluation; sections: readonly SectionOut[] }) {
  const { t } = useTranslation("evaluations");
  const blocks = blocksOf(evaluation, sections);
  const strengths = strengthsOf(blocks);
  return (
    <div className="grid gap-5 lg:grid-cols-[minmax(16rem,22rem)_minmax(0,1fr)]">
      <div className="flex min-w-0 flex-col gap-5 max-lg:contents lg:sticky lg:top-6 lg:max-h-[calc(100dvh-3rem)] lg:self-start lg:overflow-y-auto">
        <ScoreCard evaluation={evaluation} sections={sections} />
        <DeckCard marks={marksOf(evaluation.moments)} />
        <div className="max-lg:order-last">
          <FactsCard evaluation={evaluation} />
        </div>
      </div>
      <div className="flex min-w-0 flex-col gap-5">
        {evaluation.status === "draft" && <Notice tone="info">{t("page.draftNote")}</Notice>}
        <Changes evaluation={evaluation} sections={sections} />
        <Story evaluation={evaluation} sections={sections} />
        {evaluation.summary && (
          <Card title={t("page.summary")}>
            <p className="max-w-prose whitespace-pre-line">{evaluation.summary}</p>
          </Card>
        )}
        {evaluation.moments.length > 0 && (
          <Card title={t("moments.title")}>
            <MomentList moments={evaluation.moments} sections={sections} />
          </Card>
        )}
        {strengths.length > 0 && (
          <Card title={t("page.strengths")}>
            <ul className="flex flex-wrap gap-2">
              {strengths.map(({ criterion }) => (
                <li key={criterion.key} className="inline-flex min-h-8 items-center gap-2 rounded-full bg-primary-soft px-3 text-[0.9375rem] font-medium text-primary">
                  <Star size={15} aria-hidden />
                  {criterion.label}
                </li>
              ))}
            </ul>
          </Card>
        )}
        {blocks.map(({ section, score, lines }) => (
          <Card
            key={section.key}
            isFlush
            title={section.label}
            aside={
              <span className="text-sm text-ink-soft">
                {section.excluded ? t("scoring.excluded") : score !== null && blocks.length > 1 && t("page.sectionScore", { score: formatScore(score) })}
              </span>
            }
          >
            <ul className="mt-2 divide-y divide-line border-t border-line">
              {lines.map((line) => (
                <AnswerLine key={line.criterion.key} line={line} moments={evaluation.moments.filter(({ criterion }) => criterion === line.criterion.key)} />
              ))}
            </ul>
          </Card>
        ))}
      </div>
    </div>
  );
}

function ScoreCard({ evaluation, sections }: { evaluation: Evaluation; sections: readonly SectionOut[] }) {
  const { t } = useTranslation(["evaluations", "parts"]);
  const isDraft = evaluation.status === "draft";
  return (
    <Card>
      <p className="text-sm text-ink-faint">{isDraft ? t("evaluations:score.partial") : t("evaluations:score.title")}</p>
      <ScoreBadge score={evaluation.overall_score} outcome={isDraft ? null : evaluation.outcome} size="lg" />
      {!isDraft && evaluation.outcome && <p className="mt-2 font-medium">{t(`parts:outcome.${evaluation.outcome}`)}</p>}
      {wasOverruled(evaluation) && <p className="mt-3 font-medium">{t("evaluations:score.raw", { score: formatScore(evaluation.raw_score) })}</p>}
      {evaluation.critical_score !== null && <p className="mt-3 text-sm text-ink-soft">{t("evaluations:score.critical", { score: formatScore(evaluation.critical_score) })}</p>}
      <ImportedTotal evaluation={evaluation} />
      <h2 className="mt-5 mb-2 text-sm text-ink-faint">{t("evaluations:score.why")}</h2>
      <ReasonList reasons={evaluation.reasons} sections={sections} score={evaluation.overall_score} />
    </Card>
  );
}

function FactsCard({ evaluation }: { evaluation: Evaluation }) {
  const { t } = useTranslation(["evaluations", "origins"]);
  return (
    <Card>
      <h2 className="sr-only">{t("page.facts")}</h2>
      <dl className="grid gap-4 max-lg:sm:grid-cols-2">
        <Fact name={t("fields.operator")}>
          <PersonName name={evaluation.operator_name} />
        </Fact>
        <Fact name={t("fields.evaluator")}>{evaluation.evaluator_name}</Fact>
        <Fact name={evaluation.published_at ? t("fields.publishedAt") : t("fields.startedAt")}>{formatDateTime(evaluation.dated_at)}</Fact>
        <Fact name={t("fields.scorecard")}>{t("page.version", { name: evaluation.scorecard_name, number: evaluation.scorecard_version_number })}</Fact>
        <Fact name={t("fields.origin")}>{t(`origins:${evaluation.origin}`)}</Fact>
        <Fact name={t("fields.protocol")}>
          <Link to={`/calls/${evaluation.call_id}`} className="rounded-sm font-medium text-primary underline underline-offset-4">
            {evaluation.protocol}
          </Link>
        </Fact>
      </dl>
    </Card>
  );
}
