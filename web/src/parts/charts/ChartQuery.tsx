import type { UseQueryResult } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";

import { QueryView } from "@/parts/QueryView";
import { Button, Card, EmptyState, Skeleton } from "@/ui";

export interface ChartQueryProps<T> {
  title: string;
  query: UseQueryResult<T>;
  isEmpty: (data: T) => boolean;
  /** Takes the filters away; left out when there are none: then there is nothing at all in the period. */
  onClear?: (() => void) | undefined;
  nothing?: { title: string; hint: string };
  /** The choices of the chart, which may be what brings something into sight. */
  choices?: ReactNode;
  children: (data: T) => ReactNode;
}

/** A chart in its states: on its way, failed, refused, nothing in the period, nothing with these filters. */
export function ChartQuery<T>({ title, query, isEmpty, onClear, nothing, choices, children }: ChartQueryProps<T>) {
  const { t } = useTranslation(["charts", "ui"]);
  if (query.data !== undefined && !isEmpty(query.data)) return children(query.data);
  return (
    <Card title={title} aside={choices}>
      <QueryView query={query} skeleton={<Skeleton className="h-56" />}>
        {() =>
          onClear ? (
            <EmptyState
              kind="filtered"
              title={t("charts:empty.filtered")}
              hint={t("charts:empty.filteredHint")}
              action={<Button onPress={onClear}>{t("ui:clearFilters")}</Button>}
            />
          ) : (
            <EmptyState kind="nothing" title={nothing?.title ?? t("charts:empty.nothing")} hint={nothing?.hint ?? t("charts:empty.nothingHint")} />
          )
        }
      </QueryView>
    </Card>
  );
}
