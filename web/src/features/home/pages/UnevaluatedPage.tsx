import { useTranslation } from "react-i18next";

import type { UnevaluatedOut } from "@/api/generated";
import { formatDate } from "@/lib/dates";
import { useListState } from "@/lib/url-state";
import { ListView } from "@/parts/ListView";
import { PersonName } from "@/parts/PersonName";
import { TeamPicker } from "@/parts/PersonPicker";
import { type Column, FilterBar, PageHeader } from "@/ui";

import { useUnevaluated } from "../queries";

const FILTERS = ["team_id"] as const;

function useColumns(): Column<UnevaluatedOut>[] {
  const { t } = useTranslation("home");
  return [
    { id: "operator", header: t("unevaluated.operator"), cell: (row) => <PersonName name={row.operator_name} />, isPrimary: true },
    { id: "team", header: t("unevaluated.team"), cell: (row) => row.team_name ?? "—" },
    { id: "last", header: t("unevaluated.last"), cell: (row) => (row.last_evaluated_at ? formatDate(row.last_evaluated_at) : t("unevaluated.never")) },
  ];
}

/** For those who lead: whom nobody has evaluated this month, each leading to his calls. */
export default function UnevaluatedPage() {
  const { t } = useTranslation("home");
  const state = useListState(FILTERS);
  const { team_id } = state.filters;
  const query = useUnevaluated({ ...(team_id ? { team_id } : {}), ...(state.cursor ? { cursor: state.cursor } : {}) });
  return (
    <>
      <PageHeader title={t("unevaluated.title")} lead={t("unevaluated.lead")} back={{ to: "/", label: t("unevaluated.back") }} />
      <FilterBar active={state.active} onClear={state.clear}>
        <TeamPicker label={t("unevaluated.team")} emptyOption={t("unevaluated.any")} value={team_id ?? ""} onChange={(id) => state.setFilters({ team_id: id })} className="w-56" />
      </FilterBar>
      <ListView
        query={query}
        state={state}
        caption={t("unevaluated.caption")}
        columns={useColumns()}
        rowKey={(row) => row.operator_id}
        rowHref={(row) => `/calls?operator_id=${row.operator_id}&evaluated=false`}
        nothing={{ title: t("unevaluated.nothing"), hint: t("unevaluated.nothingHint") }}
      />
    </>
  );
}
