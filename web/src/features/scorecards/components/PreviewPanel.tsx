import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";

import type { AnswerBody, ScoreOut } from "@/api/generated";
import { problemText, toProblem } from "@/api/problem";
import { formatScore } from "@/lib/numbers";
import { useDebounced } from "@/lib/use-debounced";
import { ScoreBadge } from "@/parts/ScoreBadge";
import { Button, Card, Notice } from "@/ui";

import type { Section } from "../model/draft";
import { usePreviewScore } from "../queries";
import { PreviewControl } from "./PreviewControl";

export interface PreviewPanelProps {
  scorecardId: string;
  versionId: string;
  sections: readonly Section[];
}

function isGiven(answer: AnswerBody): boolean {
  return answer.not_applicable === true || answer.value != null || (answer.options ?? []).length > 0;
}

/** Answers a version without saving anything, and shows the score with its reasons as it changes. */
export function PreviewPanel({ scorecardId, versionId, sections }: PreviewPanelProps) {
  const { t } = useTranslation("scorecards");
  const [answers, setAnswers] = useState<Record<string, AnswerBody>>({});
  const given = useMemo(() => Object.values(answers).filter(isGiven), [answers]);
  const query = usePreviewScore(scorecardId, versionId, useDebounced(given, 250));
  return (
    <Card
      title={t("preview.title")}
      aside={
        given.length > 0 && (
          <Button size="sm" variant="quiet" onPress={() => setAnswers({})}>
            {t("preview.clear")}
          </Button>
        )
      }
    >
      <p className="mb-4 text-sm text-ink-soft">{t("preview.hint")}</p>
      <div aria-live="polite" className="mb-5 rounded-md bg-sunken p-4">
        {given.length === 0 ? (
          <p className="text-sm text-ink-soft">{t("preview.noAnswers")}</p>
        ) : query.error ? (
          <Notice tone="bad">{problemText(toProblem(query.error))}</Notice>
        ) : (
          query.data && <Score score={query.data} />
        )}
      </div>
      <div className="flex flex-col gap-4">
        {sections.flatMap(({ criteria }) =>
          criteria
            .filter(({ kind }) => kind !== "text")
            .map((criterion) => (
              <PreviewControl
                key={criterion.key}
                criterion={criterion}
                answer={answers[criterion.key]}
                onAnswer={(answer) => setAnswers({ ...answers, [criterion.key]: answer })}
              />
            )),
        )}
      </div>
    </Card>
  );
}

function Score({ score }: { score: ScoreOut }) {
  const { t } = useTranslation("scorecards");
  return (
    <>
      <ScoreBadge score={score.overall_score} outcome={score.outcome} size="lg" />
      <div className="mt-2 flex flex-col gap-0.5 text-sm text-ink-soft">
        {score.has_fatal && <p className="font-medium text-bad">{t("preview.raw", { score: formatScore(score.raw_score) })}</p>}
        {score.critical_score !== null && <p>{t("preview.critical", { score: formatScore(score.critical_score) })}</p>}
        {score.missing.length > 0 && <p>{t("preview.missing", { count: score.missing.length })}</p>}
      </div>
      {score.reasons.length > 0 && (
        <details className="mt-3 text-sm">
          <summary className="min-h-6 cursor-pointer font-medium">{t("preview.reasons")}</summary>
          <ul className="mt-2 flex flex-col gap-1 text-ink-soft">
            {score.reasons.map((reason, index) => (
              <li key={index}>{reason.message}</li>
            ))}
          </ul>
        </details>
      )}
    </>
  );
}
