import { ArrowDown, ArrowUp, ChevronsUpDown } from "lucide-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";

import { cn } from "@/lib/cn";

export interface Column<R> {
  id: string;
  header: string;
  cell: (row: R) => ReactNode;
  /** The word of the sort whitelist; a column with one can be sorted. */
  sortKey?: string;
  align?: "start" | "end";
  /** The column that names the row: it carries the row's link, and heads the card on a phone. */
  isPrimary?: boolean;
  /** The column of a row's own buttons: its head is spoken only, and it stays above the row's link. */
  isAction?: boolean;
  /** Leaves the column out on a phone. */
  isExtra?: boolean;
  className?: string;
}

export interface DataTableProps<R> {
  /** Names the table; spoken, not seen. */
  caption: string;
  columns: readonly Column<R>[];
  rows: readonly R[];
  rowKey: (row: R) => string;
  /** Where a click on the row goes. */
  rowHref?: (row: R) => string | undefined;
  /** `started_at` upwards, `-started_at` downwards. */
  sort?: string | undefined;
  onSort?: (sort: string) => void;
  /** Dims the rows while newer ones are on their way. */
  isRefetching?: boolean;
  footer?: ReactNode;
}

function nextSort(key: string, sort: string | undefined): string {
  return sort === `-${key}` ? key : `-${key}`;
}

function ariaSort(key: string, sort: string | undefined): "ascending" | "descending" | "none" {
  if (sort === key) return "ascending";
  return sort === `-${key}` ? "descending" : "none";
}

interface HeadProps<R> {
  column: Column<R>;
  sort: string | undefined;
  onSort: ((sort: string) => void) | undefined;
}

function Head<R>({ column, sort, onSort }: HeadProps<R>) {
  const { t } = useTranslation("ui");
  const { sortKey } = column;
  const classes = cn(
    "sticky top-0 z-10 border-b border-line bg-surface px-4 py-2.5 text-sm font-medium whitespace-nowrap text-ink-faint first:pl-5 last:pr-5",
    column.align === "end" ? "text-right" : "text-left",
  );
  if (!sortKey || !onSort) {
    return (
      <th scope="col" role="columnheader" className={classes}>
        {column.isAction ? <span className="sr-only">{column.header}</span> : column.header}
      </th>
    );
  }
  const order = ariaSort(sortKey, sort);
  const Icon = order === "ascending" ? ArrowUp : order === "descending" ? ArrowDown : ChevronsUpDown;
  return (
    <th scope="col" role="columnheader" aria-sort={order} className={classes}>
      <button
        type="button"
        title={t("sort.by", { column: column.header })}
        onClick={() => onSort(nextSort(sortKey, sort))}
        className={cn("-mx-1.5 inline-flex min-h-6 items-center gap-1 rounded-sm px-1.5 hover:text-ink", order !== "none" && "text-ink")}
      >
        {column.header}
        <Icon size={14} aria-hidden className={order === "none" ? "opacity-60" : "text-accent"} />
      </button>
    </th>
  );
}

interface CellProps<R> {
  column: Column<R>;
  row: R;
  href: string | undefined;
}

function Cell<R>({ column, row, href }: CellProps<R>) {
  const content = column.cell(row);
  return (
    <td
      role="cell"
      className={cn(
        "px-4 py-3 align-middle first:pl-5 last:pr-5 max-sm:flex max-sm:items-baseline max-sm:justify-between max-sm:gap-4 max-sm:px-5 max-sm:py-1",
        column.align === "end" && "sm:text-right",
        !column.isPrimary && !column.isAction && "max-sm:col-span-2",
        column.isPrimary && "max-sm:-order-2 max-sm:pb-1 max-sm:text-base max-sm:font-semibold",
        column.isExtra && "max-sm:hidden",
        column.isAction && "relative z-1 sm:w-px max-sm:-order-1 max-sm:items-start max-sm:pl-0",
        column.className,
      )}
    >
      {!column.isPrimary && !column.isAction && <span className="shrink-0 text-sm text-ink-faint sm:hidden">{column.header}</span>}
      {column.isPrimary && href ? (
        <Link to={href} className="rounded-sm font-semibold text-ink after:absolute after:inset-0 hover:text-primary">
          {content}
        </Link>
      ) : (
        <span className={cn("min-w-0", !column.isPrimary && "max-sm:text-right")}>{content}</span>
      )}
    </td>
  );
}

/** The one table: sortable heads that stay in sight, rows that are links, cards on a phone. */
export function DataTable<R>({ caption, columns, rows, rowKey, rowHref, sort, onSort, isRefetching = false, footer }: DataTableProps<R>) {
  return (
    <div className="min-w-0">
      <div className="overflow-x-auto">
        <table role="table" aria-busy={isRefetching} className="w-full border-collapse text-[0.9375rem] max-sm:block">
          <caption className="sr-only">{caption}</caption>
          <thead role="rowgroup" className="max-sm:sr-only">
            <tr role="row">
              {columns.map((column) => (
                <Head key={column.id} column={column} sort={sort} onSort={onSort} />
              ))}
            </tr>
          </thead>
          <tbody role="rowgroup" className={cn("transition-opacity max-sm:block", isRefetching && "opacity-60")}>
            {rows.map((row) => {
              const href = rowHref?.(row);
              return (
                <tr
                  key={rowKey(row)}
                  role="row"
                  className={cn("relative border-b border-line last:border-0 max-sm:grid max-sm:grid-cols-[minmax(0,1fr)_auto] max-sm:py-3", href && "hover:bg-hover")}
                >
                  {columns.map((column) => (
                    <Cell key={column.id} column={column} row={row} href={href} />
                  ))}
                </tr>
              );
            })}
          </tbody>
        </table>
      </div>
      {footer}
    </div>
  );
}
