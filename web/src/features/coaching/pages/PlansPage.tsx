import { useTranslation } from "react-i18next";

import { useListState } from "@/lib/url-state";
import { ExportMenu } from "@/parts/ExportMenu";
import { ListView } from "@/parts/ListView";
import { useHasRole } from "@/parts/session";
import { ButtonLink, PageHeader } from "@/ui";

import { usePlanColumns } from "../components/columns";
import { PlanFilters } from "../components/PlanFilters";
import { DEFAULT_SORT, FILTERS, queryOf } from "../model/filters";
import { usePlans } from "../queries";

export default function PlansPage() {
  const { t } = useTranslation("coaching");
  const isOwn = useHasRole("operator");
  const state = useListState(FILTERS);
  const wanted = queryOf(state.filters, state.sort, state.cursor);
  const query = usePlans(wanted);
  return (
    <>
      <PageHeader title={isOwn ? t("mine") : t("title")} lead={isOwn ? t("mineLead") : t("lead")} actions={<ExportMenu list="plans" query={wanted} />} />
      <PlanFilters state={state} isOwn={isOwn} />
      <ListView
        query={query}
        state={state}
        caption={t("list.caption")}
        columns={usePlanColumns(isOwn)}
        rowKey={(row) => row.id}
        rowHref={(row) => `/coaching/${row.id}`}
        defaultSort={DEFAULT_SORT}
        nothing={{
          title: isOwn ? t("list.nothingMine") : t("list.nothing"),
          hint: isOwn ? t("list.nothingMineHint") : t("list.nothingHint"),
          action: <ButtonLink to="/evaluations">{t("list.toEvaluations")}</ButtonLink>,
        }}
      />
    </>
  );
}
