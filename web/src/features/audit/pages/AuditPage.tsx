import { useTranslation } from "react-i18next";

import { useListState } from "@/lib/url-state";
import { ExportMenu } from "@/parts/ExportMenu";
import { ListView } from "@/parts/ListView";
import { PageHeader } from "@/ui";

import { AUDIT_FILTERS, AuditFilters } from "../components/AuditFilters";
import { ChainNote } from "../components/ChainNote";
import { useColumns } from "../components/columns";
import { type AuditQuery, useAuditList } from "../queries";

export default function AuditPage() {
  const { t } = useTranslation("audit");
  const state = useListState(AUDIT_FILTERS);
  const { kind, ...filters } = state.filters;
  const wanted: AuditQuery = { ...filters, ...(kind ? { subject_type: kind } : {}), ...(state.cursor ? { cursor: state.cursor } : {}) };
  const query = useAuditList(wanted);
  return (
    <>
      <PageHeader title={t("title")} lead={t("lead")} actions={<ExportMenu list="audit" query={wanted} />} />
      <ChainNote />
      <AuditFilters state={state} />
      <ListView
        query={query}
        state={state}
        caption={t("table")}
        columns={useColumns()}
        rowKey={(entry) => entry.id}
        rowHref={(entry) => (entry.evaluation_id ? `/evaluations/${entry.evaluation_id}` : entry.call_id ? `/calls/${entry.call_id}` : undefined)}
        nothing={{ title: t("empty.title"), hint: t("empty.hint") }}
      />
    </>
  );
}
