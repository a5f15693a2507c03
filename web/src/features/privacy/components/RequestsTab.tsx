import { Plus } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import type { DataRequestOut, RequestStatus } from "@/api/generated";
import { formatDay } from "@/lib/dates";
import type { ListState } from "@/lib/url-state";
import { ExportMenu } from "@/parts/ExportMenu";
import { can } from "@/parts/can";
import { ListView } from "@/parts/ListView";
import { Badge, Button, type Column, FilterBar, Select } from "@/ui";

import { useDataRequests } from "../queries";
import { AnswerDialog } from "./AnswerDialog";
import { RequestDialog } from "./RequestDialog";

export const STATUSES: readonly RequestStatus[] = ["open", "done", "refused"];

function StatusBadge({ request }: { request: DataRequestOut }) {
  const { t } = useTranslation("privacy");
  if (request.late) return <Badge tone="bad">{t("request.late")}</Badge>;
  const tone = { open: "info", done: "good", refused: "neutral" } as const;
  return <Badge tone={tone[request.status]}>{t(`request.status.${request.status}`)}</Badge>;
}

function useColumns(onAnswer: (request: DataRequestOut) => void): Column<DataRequestOut>[] {
  const { t } = useTranslation(["privacy", "ui"]);
  return [
    { id: "who", header: t("privacy:request.who"), isPrimary: true, cell: ({ subject_name }) => subject_name },
    { id: "kind", header: t("privacy:request.kindLabel"), cell: ({ kind }) => t(`privacy:request.kind.${kind}`) },
    { id: "received", header: t("privacy:request.receivedOn"), isExtra: true, cell: ({ received_on }) => formatDay(received_on) },
    { id: "due", header: t("privacy:request.due"), cell: ({ due_on }) => formatDay(due_on) },
    { id: "status", header: t("privacy:request.outcome"), cell: (request) => <StatusBadge request={request} /> },
    {
      id: "answer",
      header: t("ui:actions"),
      isAction: true,
      align: "end",
      cell: (request) => (
        <span className="flex flex-wrap justify-end gap-2">
          {can(request, "package") && (
            <a href={`/api/privacy/requests/${request.id}/package`} download="dados.json" className="text-sm text-accent underline">
              {t("privacy:request.package")}
            </a>
          )}
          {can(request, "update") && (
            <Button size="sm" onPress={() => onAnswer(request)} aria-label={`${t("privacy:request.open")}: ${request.subject_name}`}>
              {t("privacy:request.open")}
            </Button>
          )}
        </span>
      ),
    },
  ];
}

export function RequestsTab({ state }: { state: ListState<"status" | "tab"> }) {
  const { t } = useTranslation("privacy");
  const [isNew, setNew] = useState(false);
  const [answered, setAnswered] = useState<DataRequestOut>();
  const { status } = state.filters;
  const wanted = { ...(status ? { status: status as RequestStatus } : {}), ...(state.cursor ? { cursor: state.cursor } : {}) };
  const query = useDataRequests(wanted);
  const add = (
    <Button variant="primary" icon={<Plus size={16} />} onPress={() => setNew(true)}>
      {t("request.new")}
    </Button>
  );
  return (
    <>
      <FilterBar active={0} onClear={state.clear} search={<span className="flex flex-wrap gap-2">{add}<ExportMenu list="data-requests" query={wanted} /></span>}>
        <Select
          label={t("request.filter")}
          hideLabel
          emptyOption={t("request.any")}
          options={STATUSES.map((id) => ({ id, label: t(`request.status.${id}`) }))}
          value={status ?? ""}
          onChange={(next) => state.setFilters({ status: next })}
          className="w-44 max-sm:w-full"
        />
      </FilterBar>
      <ListView
        query={query}
        state={{ ...state, active: status ? 1 : 0, clear: () => state.setFilters({ status: undefined }) }}
        caption={t("request.table")}
        columns={useColumns(setAnswered)}
        rowKey={({ id }) => id}
        nothing={{ title: t("request.empty.title"), hint: t("request.empty.hint") }}
      />
      {isNew && <RequestDialog onClose={() => setNew(false)} />}
      {answered && <AnswerDialog request={answered} onClose={() => setAnswered(undefined)} />}
    </>
  );
}
