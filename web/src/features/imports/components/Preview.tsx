import { TriangleAlert } from "lucide-react";
import { useTranslation } from "react-i18next";

import type { ImportOut, PreviewRowOut } from "@/api/generated";
import { formatDateTime } from "@/lib/dates";
import { formatNumber } from "@/lib/numbers";
import { useCategoryLabel } from "@/parts/categories";
import { CHANNELS, knownOf } from "@/parts/choices";
import { CALL_STATUSES, PRIORITIES } from "@/parts/StatusPill";
import { QueryView } from "@/parts/QueryView";
import { Card, type Column, DataTable, EmptyState } from "@/ui";

import { fieldOf, isTaken, shownFields } from "../model/mapping";
import { readingText } from "../model/reading";
import { usePreview } from "../queries";
import { findingText, useFieldLabel } from "./shared";

const LONGEST = 8;

function useWords(): (field: string, value: string) => string {
  const { t } = useTranslation("parts");
  const category = useCategoryLabel();
  return (field, value) => {
    const channel = field === "channel" ? knownOf(CHANNELS, value) : undefined;
    if (channel) return t(`channel.${channel}`);
    if (field === "status" && (CALL_STATUSES as string[]).includes(value)) return t(`callStatus.${value}` as "callStatus.open");
    if (field === "priority" && (PRIORITIES as string[]).includes(value)) return t(`priority.${value}` as "priority.low");
    if (field === "category") return category(value);
    return field === "started_at" || field === "ended_at" ? formatDateTime(value) : readingText(field, value);
  };
}

function Value({ found, row, field }: { found: ImportOut; row: PreviewRowOut; field: string }) {
  const words = useWords();
  const problem = row.problems.find(({ column }) => column !== null && fieldOf(found.mapping, column) === field);
  const value = row.values[field];
  if (problem) {
    return (
      <span className="block min-w-32">
        <span className="inline-flex items-center gap-1.5 font-medium text-bad">
          <TriangleAlert size={14} className="shrink-0" aria-hidden />
          <span className="break-all">{value ?? "—"}</span>
        </span>
        <span className="block text-sm text-bad">{findingText(problem)}</span>
      </span>
    );
  }
  if (value == null) return <span className="text-ink-faint">{"—"}</span>;
  // An identifier made by the server tells nobody anything.
  if (field === "external_id" && value.startsWith("#")) return <span className="text-ink-faint">{"—"}</span>;
  return <span className="block max-w-64 break-words">{isTaken(row) ? words(field, value) : value}</span>;
}

function RowName({ row }: { row: PreviewRowOut }) {
  const whole = row.problems.filter(({ column }) => column === null);
  return (
    <span className="block">
      <span className="font-semibold">{formatNumber(row.row)}</span>
      {whole.map((problem) => (
        <span key={problem.rule} className="block max-w-48 text-sm font-medium text-bad">
          {findingText(problem)}
        </span>
      ))}
    </span>
  );
}

/** The first rows as they will be read; what cannot be read stands there as the file has it, with the reason. */
export function Preview({ found }: { found: ImportOut }) {
  const { t } = useTranslation("imports");
  const label = useFieldLabel(found.fields);
  const query = usePreview(found);
  const columns = (rows: readonly PreviewRowOut[]): Column<PreviewRowOut>[] => [
    { id: "row", header: t("review.row"), isPrimary: true, className: "align-top", cell: (row) => <RowName row={row} /> },
    ...shownFields(rows, found.fields.map(({ name }) => name)).map((field) => ({
      id: field,
      header: label(field),
      className: "align-top",
      cell: (row: PreviewRowOut) => <Value found={found} row={row} field={field} />,
    })),
  ];
  return (
    <Card title={t("review.preview")} isFlush>
      <div className="mt-2">
        <QueryView query={query}>
          {(rows) =>
            rows.length === 0 ? (
              <EmptyState kind="nothing" />
            ) : (
              <DataTable
                caption={t("review.previewTable")}
                columns={columns(rows)}
                rows={rows.slice(0, LONGEST)}
                rowKey={({ row }) => String(row)}
                isRefetching={query.isPlaceholderData}
              />
            )
          }
        </QueryView>
      </div>
    </Card>
  );
}
