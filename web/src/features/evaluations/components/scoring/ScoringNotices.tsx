import { useTranslation } from "react-i18next";

import type { CriterionOut } from "@/api/generated";
import { problemText } from "@/api/problem";
import { Button, ButtonLink, Notice } from "@/ui";

import type { Conclude } from "../../model/use-conclude";
import type { Draft } from "../../model/use-draft";
import { focusCriterion } from "./control";

export interface ScoringNoticesProps {
  draft: Draft;
  conclude: Conclude;
  criteria: readonly CriterionOut[];
}

/** What stands in the way, above the form: missing answers with links to them, refusals, a draft that ended elsewhere. */
export function ScoringNotices({ draft, conclude, criteria }: ScoringNoticesProps) {
  const { t } = useTranslation("evaluations");
  const missing = criteria.filter(({ key }) => key in conclude.lacks);
  const { state } = draft;
  return (
    <div className="flex flex-col gap-3 not-empty:mb-5">
      {state.phase === "ended" && !conclude.isPending && <Ended draft={draft} />}
      {missing.length > 0 && (
        <Notice tone="warn">
          <p className="font-medium">{t("lack.title", { count: missing.length })}</p>
          <ul className="mt-1 flex flex-wrap gap-x-4">
            {missing.map(({ key, label }) => (
              <li key={key}>
                <button type="button" className="min-h-6 rounded-sm underline" onClick={() => focusCriterion(key)}>
                  {label}
                </button>
              </li>
            ))}
          </ul>
        </Notice>
      )}
      {conclude.refusal && <Notice tone="bad">{conclude.refusal}</Notice>}
      {state.phase === "refused" && state.problem && <Notice tone="bad">{problemText(state.problem)}</Notice>}
    </div>
  );
}

function Ended({ draft: { state, sync } }: { draft: Draft }) {
  const { t } = useTranslation("evaluations");
  const isPublished = state.saved !== null && state.saved.status !== "draft";
  return (
    <Notice tone="warn">
      <p>{isPublished ? t("ended.published") : t("ended.gone")}</p>
      <div className="mt-3 flex flex-wrap gap-2">
        {isPublished && state.saved ? (
          <ButtonLink size="sm" to={`/evaluations/${state.saved.id}`}>
            {t("ended.open")}
          </ButtonLink>
        ) : (
          <Button size="sm" onPress={() => sync.restart()}>
            {t("ended.restart")}
          </Button>
        )}
      </div>
    </Notice>
  );
}
