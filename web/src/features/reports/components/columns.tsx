import { Download, Trash2, X } from "lucide-react";
import { useTranslation } from "react-i18next";

import { problemText, toProblem } from "@/api/problem";
import type { ExportOut } from "@/api/generated";
import { formatDateTime } from "@/lib/dates";
import { formatNumber } from "@/lib/numbers";
import { can } from "@/parts/can";
import { buttonClass, type Column, IconButton, toast } from "@/ui";

import { useDropExport } from "../queries";
import { ExportState } from "./ExportState";

function Actions({ found }: { found: ExportOut }) {
  const { t } = useTranslation("exports");
  const drop = useDropExport();
  const isCancel = can(found, "cancel");
  const run = (): void => drop.mutate(found.id, { onError: (error) => toast.failed(problemText(toProblem(error))) });
  return (
    <span className="flex items-center justify-end gap-1">
      {can(found, "download") && (
        <a href={`/api/exports/${found.id}/file`} download={found.file_name} className={buttonClass("secondary", "sm")}>
          <Download size={16} aria-hidden />
          <span className="max-sm:sr-only">{t("download")}</span>
          <span className="sr-only">{found.file_name}</span>
        </a>
      )}
      <IconButton
        label={t(isCancel ? "cancelOf" : "removeOf", { name: found.file_name })}
        icon={isCancel ? <X size={17} /> : <Trash2 size={17} />}
        isPending={drop.isPending}
        onPress={run}
      />
    </span>
  );
}

function Rows({ found }: { found: ExportOut }) {
  const { t } = useTranslation("exports");
  if (found.status === "running" && found.rows_total !== null) {
    return t("progress.rows", { done: formatNumber(found.rows_done), total: formatNumber(found.rows_total) });
  }
  return found.status === "ready" || found.status === "expired" ? formatNumber(found.rows_done) : "—";
}

export function useExportColumns(): Column<ExportOut>[] {
  const { t } = useTranslation("exports");
  return [
    {
      id: "file",
      header: t("column.file"),
      isPrimary: true,
      cell: (found) => (
        <span className="block min-w-0 text-start">
          <span className="block break-words">{found.file_name}</span>
          <span className="block text-sm font-normal text-ink-faint">
            {Object.keys(found.filters).length > 0 ? t("filtered", { count: Object.keys(found.filters).length }) : t("whole")}
          </span>
        </span>
      ),
    },
    { id: "status", header: t("column.status"), cell: (found) => <ExportState found={found} /> },
    { id: "rows", header: t("column.rows"), align: "end", cell: (found) => <Rows found={found} /> },
    { id: "when", header: t("column.when"), className: "whitespace-nowrap", cell: (found) => formatDateTime(found.created_at) },
    { id: "actions", header: t("column.actions"), isAction: true, align: "end", cell: (found) => <Actions found={found} /> },
  ];
}
