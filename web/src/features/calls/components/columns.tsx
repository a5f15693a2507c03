import { CircleCheck, CircleDashed } from "lucide-react";
import { useTranslation } from "react-i18next";

import type { CallOut } from "@/api/generated";
import { formatDateTime, formatDuration } from "@/lib/dates";
import { useCategoryLabel } from "@/parts/categories";
import { CallStatusPill, PriorityPill } from "@/parts/StatusPill";
import type { Column } from "@/ui";

function Evaluated({ isEvaluated }: { isEvaluated: boolean }) {
  const { t } = useTranslation("calls");
  const Icon = isEvaluated ? CircleCheck : CircleDashed;
  return (
    <span className={isEvaluated ? "inline-flex items-center gap-1.5 text-good" : "inline-flex items-center gap-1.5 text-ink-faint"}>
      <Icon size={16} aria-hidden />
      <span className="text-sm">{isEvaluated ? t("evaluated.yes") : t("evaluated.no")}</span>
    </span>
  );
}

export function useCallColumns(): Column<CallOut>[] {
  const { t } = useTranslation("calls");
  const category = useCategoryLabel();
  return [
    {
      id: "protocol",
      header: t("column.protocol"),
      sortKey: "protocol",
      isPrimary: true,
      cell: (call) => (
        <span className="block">
          {call.protocol}
          <span className="block text-sm font-normal break-words text-ink-faint">{call.customer_name ?? t("noCustomer")}</span>
        </span>
      ),
    },
    { id: "operator", header: t("column.operator"), cell: (call) => call.operator_name },
    { id: "category", header: t("column.category"), cell: (call) => category(call.category) },
    { id: "priority", header: t("column.priority"), sortKey: "priority", cell: (call) => <PriorityPill priority={call.priority} /> },
    { id: "status", header: t("column.status"), cell: (call) => <CallStatusPill status={call.status} /> },
    { id: "started_at", header: t("column.startedAt"), sortKey: "started_at", className: "whitespace-nowrap", cell: (call) => formatDateTime(call.started_at) },
    {
      id: "duration",
      header: t("column.duration"),
      sortKey: "duration_seconds",
      align: "end",
      isExtra: true,
      cell: (call) => formatDuration(call.duration_seconds),
    },
    { id: "evaluated", header: t("column.evaluated"), className: "whitespace-nowrap", cell: (call) => <Evaluated isEvaluated={call.evaluated} /> },
  ];
}
