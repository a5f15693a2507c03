import { useTranslation } from "react-i18next";

import type { SectionOut } from "@/api/generated";
import { problemText, toProblem } from "@/api/problem";
import { useDebounced } from "@/lib/use-debounced";
import { ScoreBadge } from "@/parts/ScoreBadge";
import { Card, Notice } from "@/ui";

import { usePreview } from "../../feedback-queries";
import { changesAnything, previewBodies } from "../../model/decide";
import type { DecideForm } from "../../model/use-decide-form";
import type { Evaluation } from "../../queries";

/** What the decision would make of the score, as the server counts it. */
export function LiveScore({ evaluation, sections, form }: { evaluation: Evaluation; sections: readonly SectionOut[]; form: DecideForm }) {
  const { t } = useTranslation("feedback");
  const isChanged = changesAnything(form.draft);
  const text = useDebounced(JSON.stringify(previewBodies(sections, form.after)), 250);
  const query = usePreview(evaluation, JSON.parse(text) as ReturnType<typeof previewBodies>, isChanged);
  return (
    <Card title={t("decide.score")}>
      <div aria-live="polite" className="flex flex-wrap gap-x-8 gap-y-3">
        <div>
          <p className="text-sm text-ink-faint">{t("decide.now")}</p>
          <ScoreBadge score={evaluation.overall_score} size="lg" />
        </div>
        {isChanged && query.data && (
          <div>
            <p className="text-sm text-ink-faint">{t("decide.next")}</p>
            <ScoreBadge score={query.data.overall_score} size="lg" />
          </div>
        )}
      </div>
      {!isChanged && <p className="mt-3 text-sm text-ink-soft">{t("decide.notYet")}</p>}
      {isChanged && query.data?.overall_score === evaluation.overall_score && <p className="mt-3 text-sm text-ink-soft">{t("decide.same")}</p>}
      {isChanged && query.error && (
        <Notice tone="warn" className="mt-3">
          {problemText(toProblem(query.error))}
        </Notice>
      )}
    </Card>
  );
}
