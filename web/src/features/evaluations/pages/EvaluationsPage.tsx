import { useTranslation } from "react-i18next";

import { formatDate } from "@/lib/dates";
import { useListState } from "@/lib/url-state";
import { can } from "@/parts/can";
import { ExportMenu } from "@/parts/ExportMenu";
import { ListView } from "@/parts/ListView";
import { PersonName } from "@/parts/PersonName";
import { ScoreBadge } from "@/parts/ScoreBadge";
import { useHasRole } from "@/parts/session";
import { EvaluationStatusPill } from "@/parts/StatusPill";
import { ButtonLink, type Column, PageHeader } from "@/ui";

import { DeadlineCell } from "../components/feedback/DeadlineCell";
import { EvaluationFilters } from "../components/EvaluationFilters";
import { Narrowed } from "../components/Narrowed";
import { DEFAULT_SORT, FILTERS, queryOf } from "../model/filters";
import { type EvaluationRow, useEvaluations } from "../queries";

function useColumns(isOwn: boolean): Column<EvaluationRow>[] {
  const { t } = useTranslation("evaluations");
  const protocol: Column<EvaluationRow> = { id: "protocol", header: t("fields.protocol"), cell: (row) => row.protocol, isPrimary: true };
  const operator: Column<EvaluationRow> = { id: "operator", header: t("fields.operator"), cell: (row) => <PersonName name={row.operator_name} /> };
  const status: Column<EvaluationRow> = { id: "status", header: t("fields.status"), cell: (row) => <EvaluationStatusPill status={row.status} /> };
  return [
    protocol,
    { id: "score", header: t("fields.score"), sortKey: "overall_score", cell: (row) => <ScoreBadge score={row.overall_score} outcome={row.status === "draft" ? null : row.outcome} /> },
    ...(isOwn ? [] : [operator]),
    { id: "evaluator", header: t("fields.evaluator"), cell: (row) => row.evaluator_name },
    { id: "scorecard", header: t("fields.scorecard"), cell: (row) => row.scorecard_name, isExtra: true },
    status,
    { id: "deadline", header: t("fields.deadline"), cell: (row) => <DeadlineCell evaluation={row} /> },
    { id: "date", header: t("fields.date"), sortKey: "dated_at", cell: (row) => formatDate(row.dated_at) },
  ];
}

export default function EvaluationsPage() {
  const { t } = useTranslation("evaluations");
  const isOwn = useHasRole("operator");
  const state = useListState(FILTERS);
  const wanted = queryOf(state.filters, state.sort, state.cursor);
  const query = useEvaluations(wanted);
  const rows = query.data?.items ?? [];
  const toCalls = <ButtonLink to="/calls">{t("list.toCalls")}</ButtonLink>;
  return (
    <>
      <PageHeader title={isOwn ? t("mine") : t("title")} lead={isOwn ? t("mineLead") : t("lead")} actions={<ExportMenu list="evaluations" parts="answers" hasSheets={rows.some((row) => can(row, "print"))} query={wanted} />} />
      <EvaluationFilters state={state} isOwn={isOwn} />
      <Narrowed state={state} rows={rows} />
      <ListView
        query={query}
        state={state}
        caption={isOwn ? t("mine") : t("list.caption")}
        columns={useColumns(isOwn)}
        rowKey={(row) => row.id}
        rowHref={(row) => `/evaluations/${row.id}`}
        defaultSort={DEFAULT_SORT}
        nothing={{
          title: isOwn ? t("list.nothingMine") : t("list.nothing"),
          hint: isOwn ? t("list.nothingMineHint") : t("list.nothingHint"),
          action: toCalls,
        }}
      />
    </>
  );
}
