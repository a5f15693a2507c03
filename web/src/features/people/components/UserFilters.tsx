import { useTranslation } from "react-i18next";

import { TeamPicker } from "@/parts/PersonPicker";
import type { ListState } from "@/lib/url-state";
import { FilterBar, SearchField, Select } from "@/ui";

import { ROLES } from "../model";

export const USER_FILTERS = ["q", "role", "team_id", "active"] as const;
export type UserFilter = (typeof USER_FILTERS)[number];

export function UserFilters({ state }: { state: ListState<UserFilter> }) {
  const { t } = useTranslation(["people", "parts"]);
  const { filters, setFilters } = state;
  return (
    <FilterBar
      active={state.active}
      onClear={state.clear}
      search={<SearchField label={t("people:search")} placeholder={t("people:search")} value={filters.q ?? ""} onChange={(q) => setFilters({ q })} />}
    >
      <Select
        label={t("people:filter.role")}
        hideLabel
        emptyOption={t("people:filter.anyRole")}
        options={ROLES.map((id) => ({ id, label: t(`parts:role.${id}`) }))}
        value={filters.role ?? ""}
        onChange={(role) => setFilters({ role })}
        className="w-48 max-sm:w-full"
      />
      <TeamPicker
        label={t("people:filter.team")}
        hideLabel
        emptyOption={t("people:filter.anyTeam")}
        value={filters.team_id ?? ""}
        onChange={(team_id) => setFilters({ team_id })}
        className="w-48 max-sm:w-full"
      />
      <Select
        label={t("people:filter.status")}
        hideLabel
        emptyOption={t("people:filter.any")}
        options={[
          { id: "true", label: t("people:filter.active") },
          { id: "false", label: t("people:filter.inactive") },
        ]}
        value={filters.active ?? ""}
        onChange={(active) => setFilters({ active })}
        className="w-32 max-sm:w-full"
      />
    </FilterBar>
  );
}
