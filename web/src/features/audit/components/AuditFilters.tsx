import { useTranslation } from "react-i18next";

import type { ListState } from "@/lib/url-state";
import { PersonPicker } from "@/parts/PersonPicker";
import { DateField, FilterBar, SearchField, Select } from "@/ui";

export const AUDIT_FILTERS = ["q", "kind", "actor_id", "operator_id", "call_id", "evaluation_id", "request_id", "from", "to"] as const;
export type AuditFilter = (typeof AUDIT_FILTERS)[number];

/** What an entry can be about: every first word of an event's name. */
export const KINDS = [
  "call", "recording", "batch", "evaluation", "plan", "scorecard", "import", "preset", "user", "session", "second-factor", "sign-in-policy", "key", "webhook", "team", "category", "holiday",
  "installation", "backup", "system", "view", "export", "report", "schedule", "notification", "term", "retention", "hold", "data-request", "data",
] as const;

export function AuditFilters({ state }: { state: ListState<AuditFilter> }) {
  const { t } = useTranslation(["audit", "ui"]);
  const { filters, setFilters } = state;
  return (
    <FilterBar
      active={state.active}
      onClear={state.clear}
      search={<SearchField label={t("audit:search")} placeholder={t("audit:search")} value={filters.q ?? ""} onChange={(q) => setFilters({ q })} />}
    >
      <Select
        label={t("audit:filter.kind")}
        hideLabel
        emptyOption={t("audit:filter.anyKind")}
        options={KINDS.map((id) => ({ id, label: t(`audit:kind.${id}`) }))}
        value={filters.kind ?? ""}
        onChange={(kind) => setFilters({ kind })}
        className="w-40 max-sm:w-full"
      />
      <PersonPicker
        label={t("audit:filter.actor")}
        hideLabel
        placeholder={t("audit:filter.actor")}
        value={filters.actor_id ?? ""}
        onChange={(actor_id) => setFilters({ actor_id })}
        className="w-40 max-sm:w-full"
      />
      <PersonPicker
        among="operator"
        label={t("audit:filter.operator")}
        hideLabel
        placeholder={t("audit:filter.operator")}
        value={filters.operator_id ?? ""}
        onChange={(operator_id) => setFilters({ operator_id })}
        className="w-40 max-sm:w-full"
      />
      <DateField label={t("ui:date.from")} value={filters.from ?? ""} onChange={(from) => setFilters({ from })} className="w-36 max-sm:w-full" />
      <DateField label={t("ui:date.to")} value={filters.to ?? ""} onChange={(to) => setFilters({ to })} className="w-36 max-sm:w-full" />
    </FilterBar>
  );
}
