import { useTranslation } from "react-i18next";

import { formatDay } from "@/lib/dates";
import type { ListState } from "@/lib/url-state";
import { TeamPicker } from "@/parts/PersonPicker";
import { DateField, Select } from "@/ui";

import { DEFAULT_PRESET, type Period, PRESETS } from "../model/period";

export const DASHBOARD_FILTERS = ["period", "from", "to", "team_id"] as const;

export interface DashboardFiltersProps {
  state: ListState<(typeof DASHBOARD_FILTERS)[number]>;
  period: Period;
  hasTeams: boolean;
  isRefetching: boolean;
}

/** What the whole page looks at; it stays in sight. */
export function DashboardFilters({ state, period, hasTeams, isRefetching }: DashboardFiltersProps) {
  const { t } = useTranslation(["analytics", "ui"]);
  const isCustom = period.preset === "custom";
  const choose = (preset: string): void => {
    if (preset === "custom") state.setFilters({ period: undefined, from: period.from, to: period.to });
    else state.setFilters({ period: preset === DEFAULT_PRESET ? undefined : preset, from: undefined, to: undefined });
  };
  return (
    <div
      role="search"
      aria-label={t("ui:filters")}
      className="sticky top-14 z-20 -mx-4 mb-5 flex flex-wrap items-center gap-x-3 gap-y-2 border-b border-line bg-canvas px-4 py-3 sm:-mx-6 sm:px-6 lg:top-0 lg:-mx-10 lg:px-10"
    >
      <Select
        label={t("analytics:period.label")}
        hideLabel
        className="w-44"
        options={[...PRESETS, "custom" as const].map((id) => ({ id, label: t(`analytics:period.${id}`) }))}
        value={period.preset}
        onChange={choose}
      />
      {isCustom && (
        <>
          <DateField label={t("ui:date.from")} hideLabel value={period.from} max={period.to} onChange={(from) => state.setFilters({ from })} className="w-40" />
          <DateField label={t("ui:date.to")} hideLabel value={period.to} min={period.from} onChange={(to) => state.setFilters({ to })} className="w-40" />
        </>
      )}
      {hasTeams && (
        <TeamPicker
          label={t("analytics:team")}
          hideLabel
          emptyOption={t("analytics:allTeams")}
          value={state.filters.team_id ?? ""}
          onChange={(team_id) => state.setFilters({ team_id })}
          className="w-60 max-w-full"
        />
      )}
      <p className="text-sm text-ink-soft max-sm:hidden">
        {t("analytics:period.span", { from: formatDay(period.from), to: formatDay(period.to) })}
        <span role="status" className="ml-2 text-ink-faint">
          {isRefetching && t("ui:updating")}
        </span>
      </p>
    </div>
  );
}
