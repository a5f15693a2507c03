import type { UseQueryResult } from "@tanstack/react-query";
import type { ReactNode } from "react";

import type { ListState } from "@/lib/url-state";
import { Button, Card, type Column, DataTable, EmptyState, Pagination, SkeletonRows, type Total } from "@/ui";
import { useTranslation } from "react-i18next";

import { QueryView } from "./QueryView";

export interface Page<R> {
  items: R[];
  next_cursor?: string | null;
  total: Total;
}

export interface ListViewProps<R, K extends string> {
  query: UseQueryResult<Page<R>>;
  state: ListState<K>;
  caption: string;
  columns: readonly Column<R>[];
  rowKey: (row: R) => string;
  rowHref?: (row: R) => string | undefined;
  /** The sort the server uses when the address names none. */
  defaultSort?: string;
  /** Said when there is nothing at all yet, with its one next action. */
  nothing: { title: string; hint?: string; action?: ReactNode };
}

/** A list of the server: table, pages and the empty states, tied to the state in the URL. */
export function ListView<R, K extends string>({ query, state, caption, columns, rowKey, rowHref, defaultSort, nothing }: ListViewProps<R, K>) {
  const { t } = useTranslation("ui");
  const isFiltered = state.active > 0 || state.cursor !== undefined;
  const empty = isFiltered ? (
    <EmptyState kind="filtered" action={<Button onPress={state.clear}>{t("clearFilters")}</Button>} />
  ) : (
    <EmptyState kind="nothing" title={nothing.title} hint={nothing.hint} action={nothing.action} />
  );
  return (
    <Card isFlush className="overflow-hidden">
      <QueryView query={query} skeleton={<SkeletonRows rows={8} />}>
        {({ items, next_cursor, total }) =>
          items.length === 0 ? (
            empty
          ) : (
            <DataTable
              caption={caption}
              columns={columns}
              rows={items}
              rowKey={rowKey}
              {...(rowHref ? { rowHref } : {})}
              sort={state.sort ?? defaultSort}
              onSort={state.setSort}
              isRefetching={query.isPlaceholderData}
              footer={
                <Pagination total={total} page={state.page} onBack={state.goBack} onNext={next_cursor ? () => state.goNext(next_cursor) : undefined} />
              }
            />
          )
        }
      </QueryView>
    </Card>
  );
}
