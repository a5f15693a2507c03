import { type ReactNode, Suspense, useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";

import { cn } from "@/lib/cn";
import { Button, Card, Skeleton } from "@/ui";

export interface ChartRow {
  key: string;
  label: string;
  /** The numbers of the row, written. */
  cells: readonly ReactNode[];
  /** The rows behind it. */
  to?: string | undefined;
}

export interface ChartCardProps {
  title: string;
  /** What it rests on, under the title: n, interval. */
  lead?: ReactNode;
  /** The heads of the table: of the labels, then of the cells. */
  heads: readonly string[];
  rows: readonly ChartRow[];
  className?: string;
  /** Choices of this chart alone. */
  choices?: ReactNode;
  /** How its numbers are made, in a sentence or two: folded away until asked for. */
  how?: string;
  /** Dims the chart while a newer one is on its way. */
  isRefetching?: boolean;
  children: ReactNode;
}

/** A chart that can always be read as a table instead. */
export function ChartCard({ title, lead, heads, rows, className, choices, how, isRefetching = false, children }: ChartCardProps) {
  const { t } = useTranslation("parts");
  const [isTable, setTable] = useState(false);
  const toggle = (
    <span className="flex flex-wrap items-center gap-2">
      {choices}
      <Button size="sm" variant="quiet" aria-pressed={isTable} className="-mr-3 print:hidden" onPress={() => setTable(!isTable)}>
        {isTable ? t("chart.asChart") : t("chart.asTable")}
      </Button>
    </span>
  );
  return (
    <Card title={title} aside={toggle} {...(className ? { className } : {})}>
      {lead && <div className="mb-3 text-sm text-ink-soft">{lead}</div>}
      <div aria-busy={isRefetching} className={cn("transition-opacity", isRefetching && "opacity-60")}>
        {isTable ? <ChartTable title={title} heads={heads} rows={rows} /> : <Suspense fallback={<Skeleton className="h-56" />}>{children}</Suspense>}
      </div>
      {how && (
        <details className="mt-4 text-sm text-ink-soft">
          <summary className="w-fit cursor-pointer rounded-sm py-0.5 text-ink-faint hover:text-ink">{t("chart.how")}</summary>
          <p className="mt-1 max-w-prose">{how}</p>
        </details>
      )}
    </Card>
  );
}

function ChartTable({ title, heads, rows }: Pick<ChartCardProps, "title" | "heads" | "rows">) {
  return (
    // The scroller takes the focus, so that it scrolls by keyboard too.
    // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div className="max-h-96 overflow-auto print:max-h-none" tabIndex={0} role="group" aria-label={title}>
      <table className="w-full text-[0.9375rem]">
        <caption className="sr-only">{title}</caption>
        <thead className="text-sm text-ink-faint">
          <tr>
            {heads.map((head, index) => (
              <th key={head} scope="col" className={index === 0 ? "py-1.5 text-left font-medium" : "py-1.5 pl-4 text-right font-medium"}>
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.key} className="border-t border-line">
              <th scope="row" className="py-1.5 text-left font-normal">
                {row.to ? (
                  <Link to={row.to} className="rounded-sm underline decoration-line-strong underline-offset-4 hover:text-primary">
                    {row.label}
                  </Link>
                ) : (
                  row.label
                )}
              </th>
              {row.cells.map((cell, index) => (
                <td key={index} className="py-1.5 pl-4 text-right">
                  {cell}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
