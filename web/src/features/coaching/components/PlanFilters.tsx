import { useTranslation } from "react-i18next";

import { type ListState, settersOf, valuesOf } from "@/lib/url-state";
import { PeoplePicker, TeamsPicker } from "@/parts/PersonPicker";
import { PLAN_STATUSES } from "@/parts/StatusPill";
import { DateField, FilterBar, MultiSelect } from "@/ui";

import type { FILTERS } from "../model/filters";

export function PlanFilters({ state, isOwn }: { state: ListState<(typeof FILTERS)[number]>; isOwn: boolean }) {
  const { t } = useTranslation(["coaching", "parts"]);
  const { filters } = state;
  const { set, setMany } = settersOf(state);
  return (
    <FilterBar active={state.active} onClear={state.clear}>
      {!isOwn && (
        <>
          <PeoplePicker label={t("coaching:fields.operator")} among="operator" value={valuesOf(filters.operator_id)} onChange={setMany("operator_id")} className="w-56" />
          <TeamsPicker label={t("coaching:fields.team")} placeholder={t("coaching:filters.anyTeam")} value={valuesOf(filters.team_id)} onChange={setMany("team_id")} className="w-44" />
        </>
      )}
      <MultiSelect
        label={t("coaching:fields.status")}
        placeholder={t("coaching:filters.anyStatus")}
        options={PLAN_STATUSES.map((id) => ({ id, label: t(`parts:planStatus.${id}`) }))}
        value={valuesOf(filters.status)}
        onChange={setMany("status")}
        className="w-44"
      />
      <DateField label={t("coaching:fields.dueBefore")} value={filters.due_before ?? ""} onChange={set("due_before")} className="w-44" />
    </FilterBar>
  );
}
