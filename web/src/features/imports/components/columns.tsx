import { useTranslation } from "react-i18next";

import type { ImportBriefOut, ImportStatus } from "@/api/generated";
import { formatDateTime } from "@/lib/dates";
import { formatNumber } from "@/lib/numbers";
import type { Column } from "@/ui";

import { countOf } from "../model/reading";
import { ImportStatusPill } from "./ImportStatusPill";

const WRITTEN = ["created", "updated", "rejected"] as const;
const TOLD: Partial<Record<ImportStatus, readonly (typeof WRITTEN[number] | "good")[]>> = {
  checked: ["good", "rejected"],
  committed: WRITTEN,
  cancelled: WRITTEN,
  failed: WRITTEN,
};

function Result({ found }: { found: ImportBriefOut }) {
  const { t } = useTranslation("imports");
  const told = TOLD[found.status];
  if (!told) return <span className="text-ink-faint">{"—"}</span>;
  const words = told.flatMap((name) => {
    const count = countOf(found, name);
    return count > 0 ? [t(`counts.${name}`, { count, formatted: formatNumber(count) })] : [];
  });
  return <span>{words.join(" · ") || t("counts.nothing")}</span>;
}

export function useImportColumns(): Column<ImportBriefOut>[] {
  const { t } = useTranslation("imports");
  return [
    {
      id: "file",
      header: t("column.file"),
      isPrimary: true,
      cell: (found) => (
        <span className="block min-w-0">
          <span className="block break-all">{found.file.name}</span>
          <span className="block text-sm font-normal break-words text-ink-faint">{`${t(`kind.${found.kind}`)} · ${found.source}`}</span>
        </span>
      ),
    },
    { id: "status", header: t("column.status"), cell: (found) => <ImportStatusPill status={found.status} /> },
    { id: "rows", header: t("column.rows"), align: "end", cell: (found) => formatNumber(found.counts["rows"] ?? found.progress.total ?? 0) },
    { id: "result", header: t("column.result"), cell: (found) => <Result found={found} /> },
    { id: "who", header: t("column.who"), cell: (found) => found.created_by_name ?? "—" },
    { id: "when", header: t("column.when"), className: "whitespace-nowrap", cell: (found) => formatDateTime(found.created_at) },
  ];
}
