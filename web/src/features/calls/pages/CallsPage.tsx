import { PhoneCall } from "lucide-react";
import { useTranslation } from "react-i18next";
import { useSearchParams } from "react-router";

import { useListState } from "@/lib/url-state";
import { FilterMarks } from "@/parts/FilterMarks";
import { ExportMenu } from "@/parts/ExportMenu";
import { ListView } from "@/parts/ListView";
import { useMe } from "@/parts/session";
import { ButtonLink, PageHeader } from "@/ui";

import { CallFilters } from "../components/CallFilters";
import { useCallColumns } from "../components/columns";
import { CALL_FILTERS, listAddress, marksOf, toQuery } from "../model";
import { useCallList } from "../queries";

export default function CallsPage() {
  const { t } = useTranslation("calls");
  const state = useListState(CALL_FILTERS);
  const [params] = useSearchParams();
  const wanted = toQuery(state.filters, state.sort, state.cursor);
  const query = useCallList(wanted);
  const isOperator = useMe().role === "operator";
  const create = !isOperator && (
    <ButtonLink to="/calls/new" variant="primary" icon={<PhoneCall size={17} />}>
      {t("new")}
    </ButtonLink>
  );
  return (
    <>
      <PageHeader title={t("title")} lead={isOperator ? t("leadOwn") : t("lead")} actions={<><ExportMenu list="calls" query={wanted} />{create}</>} />
      <CallFilters state={state} />
      <FilterMarks label={t("filter.when")} marks={marksOf(state, t("filter.noTeam"))} />
      <ListView
        query={query}
        state={state}
        caption={t("table")}
        columns={useCallColumns()}
        rowKey={(call) => call.id}
        rowHref={(call) => `/calls/${call.id}${listAddress(params)}`}
        defaultSort="-started_at"
        nothing={{ title: t("empty.title"), hint: isOperator ? t("empty.own") : t("empty.hint"), action: create }}
      />
    </>
  );
}
