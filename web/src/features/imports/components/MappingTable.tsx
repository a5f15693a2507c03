import { ArrowRight } from "lucide-react";
import { useTranslation } from "react-i18next";

import type { ColumnOut, PreviewRowOut } from "@/api/generated";
import { can } from "@/parts/can";
import { Badge, Card, type Column, DataTable, Select } from "@/ui";

import { exampleOf, fieldOf, withField } from "../model/mapping";
import { READ_FIELDS, readingText } from "../model/reading";
import { usePreview } from "../queries";
import { type StepProps, useFieldLabel } from "./shared";

function Samples({ column }: { column: ColumnOut }) {
  const { t } = useTranslation("imports");
  if (column.samples.length === 0) return <span className="text-ink-faint">{t("columns.empty")}</span>;
  return (
    <span className="flex flex-wrap gap-1.5 max-sm:justify-end">
      {column.samples.slice(0, 4).map((sample) => (
        <span key={sample} className="max-w-56 truncate rounded-sm bg-sunken px-1.5 text-sm text-ink-soft" title={sample}>
          {sample}
        </span>
      ))}
    </span>
  );
}

function Reading({ rows, field }: { rows: readonly PreviewRowOut[]; field: string }) {
  const { t } = useTranslation("imports");
  const example = exampleOf(rows, field);
  if (!example) return <p className="mt-1 text-sm text-warn">{t("columns.unreadable")}</p>;
  return (
    <p className="mt-1 flex flex-wrap items-center gap-x-1.5 text-sm text-ink-soft">
      <span className="break-all">{example.raw}</span>
      <ArrowRight size={14} aria-hidden />
      <span className="sr-only">{t("columns.reads", { raw: example.raw, read: readingText(field, example.read) })}</span>
      <span aria-hidden className="font-medium text-ink">
        {readingText(field, example.read)}
      </span>
    </p>
  );
}

/** Whether a reading can be shown: that of dates waits for their order. */
function isRead({ options }: StepProps["found"], field: string): boolean {
  return READ_FIELDS.includes(field) && (options.date_order !== null || field === "duration_seconds" || field === "csat");
}

function FieldCell({ found, update, column }: StepProps & { column: ColumnOut }) {
  const { t } = useTranslation("imports");
  const label = useFieldLabel(found.fields);
  const rows = usePreview(found).data;
  const field = fieldOf(found.mapping, column.index);
  return (
    <span className="block w-full text-left">
      <span className="flex items-center gap-2">
        <Select
          label={t("columns.fieldOf", { name: column.name })}
          hideLabel
          emptyOption={t("columns.none")}
          options={found.fields.map(({ name }) => ({ id: name, label: label(name) }))}
          value={field ?? ""}
          onChange={(next) => update.mutate({ mapping: withField(found.mapping, column.index, next) })}
          isDisabled={!can(found, "update")}
          className="w-64 max-w-full"
        />
        {field !== undefined && field === column.guess && <Badge tone="neutral">{t("columns.guessed")}</Badge>}
      </span>
      {field !== undefined && isRead(found, field) && rows && <Reading rows={rows} field={field} />}
    </span>
  );
}

/** Every column of the file with some of its values, the field it becomes, and how that reads. */
export function MappingTable({ found, update }: StepProps) {
  const { t } = useTranslation("imports");
  const columns: Column<ColumnOut>[] = [
    { id: "name", header: t("columns.name"), isPrimary: true, className: "align-top", cell: (column) => <span className="font-medium break-words">{column.name}</span> },
    { id: "samples", header: t("columns.samples"), className: "align-top", cell: (column) => <Samples column={column} /> },
    {
      id: "field",
      header: t("columns.field"),
      className: "align-top max-sm:flex-col max-sm:items-stretch! max-sm:gap-1!",
      cell: (column) => <FieldCell found={found} update={update} column={column} />,
    },
  ];
  return (
    <Card title={t("columns.title")} isFlush>
      <div className="mt-2">
        <DataTable caption={t("columns.table")} columns={columns} rows={found.columns} rowKey={({ index }) => String(index)} isRefetching={update.isPending} />
      </div>
    </Card>
  );
}
