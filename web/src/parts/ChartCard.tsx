import { type ReactNode, Suspense, useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";

import { Button, Card, Skeleton } from "@/ui";

export interface ChartRow {
  key: string;
  label: string;
  /** The numbers of the row, written. */
  cells: readonly string[];
  /** The rows behind it. */
  to?: string;
}

export interface ChartCardProps {
  title: string;
  /** The heads of the table: of the labels, then of the cells. */
  heads: readonly string[];
  rows: readonly ChartRow[];
  className?: string;
  children: ReactNode;
}

/** A chart that can always be read as a table instead. */
export function ChartCard({ title, heads, rows, className, children }: ChartCardProps) {
  const { t } = useTranslation("parts");
  const [isTable, setTable] = useState(false);
  const toggle = (
    <Button size="sm" variant="quiet" aria-pressed={isTable} className="-mr-3" onPress={() => setTable(!isTable)}>
      {isTable ? t("chart.asChart") : t("chart.asTable")}
    </Button>
  );
  return (
    <Card title={title} aside={toggle} {...(className ? { className } : {})}>
      {isTable ? <ChartTable title={title} heads={heads} rows={rows} /> : <Suspense fallback={<Skeleton className="h-56" />}>{children}</Suspense>}
    </Card>
  );
}

function ChartTable({ title, heads, rows }: Pick<ChartCardProps, "title" | "heads" | "rows">) {
  return (
    // The scroller takes the focus, so that it scrolls by keyboard too.
    // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div className="max-h-72 overflow-auto" tabIndex={0} role="group" aria-label={title}>
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
