import { useTranslation } from "react-i18next";

import { formatDate, formatDay } from "@/lib/dates";
import { PersonName } from "@/parts/PersonName";
import { PlanStatusPill } from "@/parts/StatusPill";
import type { Column } from "@/ui";

import type { PlanRow } from "../queries";
import { DueDate } from "./DueDate";

/** `isOwn`: for an operator, who only has plans of his own. */
export function usePlanColumns(isOwn: boolean): Column<PlanRow>[] {
  const { t } = useTranslation("coaching");
  const operator: Column<PlanRow> = { id: "operator", header: t("fields.operator"), cell: (row) => <PersonName name={row.operator_name} /> };
  return [
    { id: "objective", header: t("fields.objective"), cell: (row) => <span className="line-clamp-2 max-w-md">{row.objective}</span>, isPrimary: true },
    ...(isOwn ? [] : [operator]),
    { id: "status", header: t("fields.status"), cell: (row) => <PlanStatusPill status={row.status} /> },
    { id: "done", header: t("fields.done"), cell: (row) => <span className="whitespace-nowrap">{row.actions_total > 0 ? t("progress", { done: row.actions_done, total: row.actions_total }) : "—"}</span> },
    { id: "due", header: t("fields.dueOn"), sortKey: "due_on", cell: (row) => <DueDate day={formatDay(row.due_on)} isOverdue={row.is_overdue} /> },
    { id: "owner", header: t("fields.owner"), cell: (row) => row.owner_name, isExtra: true },
    { id: "created", header: t("fields.createdAt"), sortKey: "created_at", cell: (row) => formatDate(row.created_at), isExtra: true },
  ];
}
