import type { UseQueryResult } from "@tanstack/react-query";
import type { ReactNode } from "react";

import { problemText, toProblem } from "@/api/problem";
import { ButtonLink, EmptyState, ErrorState, SkeletonRows } from "@/ui";
import { useTranslation } from "react-i18next";

export interface QueryViewProps<T> {
  query: Pick<UseQueryResult<T>, "data" | "error" | "isPending" | "refetch" | "isFetchedAfterMount">;
  /** Waits for an answer newer than the page: for forms, which must not open on what others have changed since. */
  needsFresh?: boolean;
  /** Drawn while the first answer is on its way; rows of skeleton when left out. */
  skeleton?: ReactNode;
  children: (data: T) => ReactNode;
}

/** Draws one answer of the server in its four states. Older data stays in sight when a refetch fails. */
export function QueryView<T>({ query, needsFresh = false, skeleton, children }: QueryViewProps<T>) {
  const isReady = !needsFresh || query.isFetchedAfterMount;
  if (query.data !== undefined && isReady) return children(query.data);
  if (query.isPending || !isReady) return skeleton ?? <SkeletonRows />;
  return <Failure error={query.error} onRetry={() => void query.refetch()} />;
}

function Failure({ error, onRetry }: { error: unknown; onRetry: () => void }) {
  const { t } = useTranslation(["ui", "app"]);
  const problem = toProblem(error);
  const home = (
    <ButtonLink to="/" variant="secondary">
      {t("ui:goHome")}
    </ButtonLink>
  );
  if (problem.status === 403) return <EmptyState kind="forbidden" action={home} />;
  if (problem.status === 404) return <EmptyState kind="filtered" title={t("app:notFound.title")} hint={t("app:notFound.hint")} action={home} />;
  return <ErrorState text={problemText(problem)} reference={problem.requestId} onRetry={onRetry} />;
}
