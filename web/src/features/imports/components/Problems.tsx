import { TriangleAlert } from "lucide-react";
import { useTranslation } from "react-i18next";

import type { ImportOut, ProblemCountOut, RowProblemOut } from "@/api/generated";
import { formatNumber } from "@/lib/numbers";
import { useListState } from "@/lib/url-state";
import { QueryView } from "@/parts/QueryView";
import { Badge, Card, type Column, DataTable, EmptyState, Pagination, Select } from "@/ui";

import { useProblemCounts, useProblems } from "../queries";
import { findingText } from "./shared";

const FILTERS = ["problem"] as const;

/** A kind of problem as the address names it: its rule and its column, -1 for the whole row. */
function kindOf({ rule, column }: Pick<ProblemCountOut, "rule" | "column">): string {
  return `${rule}.${column ?? -1}`;
}

function queryOf(kind: string | undefined, cursor: string | undefined) {
  const [, rule, column] = /^(.+)\.(-?\d+)$/.exec(kind ?? "") ?? [];
  return { limit: 20, ...(rule ? { rule, column: Number(column) } : {}), ...(cursor ? { cursor } : {}) };
}

function useColumns(): Column<RowProblemOut>[] {
  const { t } = useTranslation("imports");
  return [
    { id: "row", header: t("review.row"), isPrimary: true, className: "whitespace-nowrap", cell: ({ row }) => <span className="font-semibold">{formatNumber(row)}</span> },
    { id: "column", header: t("review.columnName"), cell: ({ column_name }) => column_name ?? <span className="text-ink-faint">{t("review.wholeRow")}</span> },
    { id: "value", header: t("review.value"), cell: ({ value }) => <span className="break-all">{value || "—"}</span> },
    {
      id: "message",
      header: t("review.message"),
      cell: (problem) => (
        <span className="inline-flex flex-wrap items-center gap-2 max-sm:justify-end">
          {findingText(problem)}
          {problem.is_warning && (
            <Badge tone="warn" icon={<TriangleAlert size={13} aria-hidden />}>
              {t("review.warning")}
            </Badge>
          )}
        </span>
      ),
    },
  ];
}

/** Everything that is wrong, by row and column, narrowed to one kind by choosing it. */
export function Problems({ found }: { found: ImportOut }) {
  const { t } = useTranslation("imports");
  const state = useListState(FILTERS);
  const counts = useProblemCounts(found).data ?? [];
  const query = useProblems(found, queryOf(state.filters.problem, state.cursor));
  const columns = useColumns();
  const options = counts.map((count) => ({
    id: kindOf(count),
    label: `${count.column_name ?? t("review.wholeRow")}: ${t("values.rows", { count: count.rows, formatted: formatNumber(count.rows) })}`,
    hint: findingText(count),
  }));
  const filter = counts.length > 1 && (
    <Select
      label={t("review.filter")}
      hideLabel
      emptyOption={t("review.all")}
      options={options}
      value={state.filters.problem ?? ""}
      onChange={(problem) => state.setFilters({ problem })}
      className="w-72 max-w-full"
    />
  );
  return (
    <Card title={t("review.problems")} aside={filter} isFlush>
      <div className="mt-2">
        <QueryView query={query}>
          {({ items, next_cursor, total }) =>
            items.length === 0 ? (
              <EmptyState kind="nothing" title={t("review.noProblems")} />
            ) : (
              <DataTable
                caption={t("review.problems")}
                columns={columns}
                rows={items}
                rowKey={({ row, column, rule }) => `${row} ${column ?? -1} ${rule}`}
                isRefetching={query.isPlaceholderData}
                footer={<Pagination total={total} page={state.page} onBack={state.goBack} onNext={next_cursor ? () => state.goNext(next_cursor) : undefined} />}
              />
            )
          }
        </QueryView>
      </div>
    </Card>
  );
}
