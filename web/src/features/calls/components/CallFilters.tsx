import { SlidersHorizontal } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { filterOf, type ListState, valuesOf } from "@/lib/url-state";
import { useCategories } from "@/parts/categories";
import { CHANNELS } from "@/parts/choices";
import { PeoplePicker, TeamsPicker } from "@/parts/PersonPicker";
import { useMe } from "@/parts/session";
import { CALL_STATUSES, PRIORITIES } from "@/parts/StatusPill";
import { Button, DateField, FilterBar, MultiSelect, SearchField, Select } from "@/ui";

import type { CallFilter } from "../model";

const FURTHER: readonly CallFilter[] = ["priority", "channel", "team_id", "evaluated", "from", "to"];

interface Props {
  state: ListState<CallFilter>;
}

export function CallFilters({ state }: Props) {
  const { t } = useTranslation(["calls", "parts"]);
  const { filters, setFilters } = state;
  const further = FURTHER.filter((key) => filters[key]).length;
  const [isOpen, setOpen] = useState(further > 0);
  const isOperator = useMe().role === "operator";
  const categories = useCategories().data ?? [];
  return (
    <>
      <FilterBar
        active={state.active}
        onClear={state.clear}
        search={<SearchField label={t("calls:search")} placeholder={t("calls:search")} value={filters.q ?? ""} onChange={(q) => setFilters({ q })} />}
      >
        <MultiSelect
          label={t("calls:filter.status")}
          hideLabel
          placeholder={t("calls:filter.anyStatus")}
          options={CALL_STATUSES.map((id) => ({ id, label: t(`parts:callStatus.${id}`) }))}
          value={valuesOf(filters.status)}
          onChange={(chosen) => setFilters({ status: filterOf(chosen) })}
          className="w-46 max-sm:w-full"
        />
        <MultiSelect
          label={t("calls:filter.category")}
          hideLabel
          placeholder={t("calls:filter.anyCategory")}
          options={categories.map(({ key, label }) => ({ id: key, label }))}
          value={valuesOf(filters.category)}
          onChange={(chosen) => setFilters({ category: filterOf(chosen) })}
          className="w-48 max-sm:w-full"
        />
        {!isOperator && (
          <PeoplePicker
            among="operator"
            label={t("calls:filter.operator")}
            hideLabel
            placeholder={t("calls:filter.operator")}
            value={valuesOf(filters.operator_id)}
            onChange={(chosen) => setFilters({ operator_id: filterOf(chosen) })}
            className="w-44 max-sm:w-full"
          />
        )}
        <Button variant="quiet" icon={<SlidersHorizontal size={16} />} aria-expanded={isOpen} onPress={() => setOpen(!isOpen)}>
          {isOpen ? t("calls:filter.less") : t("calls:filter.more")}
          {further > 0 && !isOpen && <span className="ml-1 grid size-5 place-items-center rounded-full bg-primary text-xs text-on-primary">{further}</span>}
        </Button>
      </FilterBar>
      {isOpen && <FurtherFilters state={state} isOperator={isOperator} />}
    </>
  );
}

function FurtherFilters({ state, isOperator }: Props & { isOperator: boolean }) {
  const { t } = useTranslation(["calls", "parts", "ui"]);
  const { filters, setFilters } = state;
  return (
    <div className="appear mb-4 grid grid-cols-2 gap-3 rounded-lg bg-sunken p-4 sm:grid-cols-3 xl:grid-cols-6">
      <DateField label={t("ui:date.from")} value={filters.from ?? ""} max={filters.to} onChange={(from) => setFilters({ from })} />
      <DateField label={t("ui:date.to")} value={filters.to ?? ""} min={filters.from} onChange={(to) => setFilters({ to })} />
      <Select
        label={t("calls:filter.evaluated")}
        emptyOption={t("calls:filter.anyEvaluated")}
        options={[
          { id: "false", label: t("calls:filter.evaluatedNo") },
          { id: "true", label: t("calls:filter.evaluatedYes") },
        ]}
        value={filters.evaluated ?? ""}
        onChange={(evaluated) => setFilters({ evaluated })}
      />
      <MultiSelect
        label={t("calls:filter.priority")}
        placeholder={t("calls:filter.anyPriority")}
        options={PRIORITIES.map((id) => ({ id, label: t(`parts:priority.${id}`) }))}
        value={valuesOf(filters.priority)}
        onChange={(chosen) => setFilters({ priority: filterOf(chosen) })}
      />
      <MultiSelect
        label={t("calls:filter.channel")}
        placeholder={t("calls:filter.anyChannel")}
        options={CHANNELS.map((id) => ({ id, label: t(`parts:channel.${id}`) }))}
        value={valuesOf(filters.channel)}
        onChange={(chosen) => setFilters({ channel: filterOf(chosen) })}
      />
      {!isOperator && (
        <TeamsPicker label={t("calls:filter.team")} placeholder={t("calls:filter.anyTeam")} value={valuesOf(filters.team_id)} onChange={(chosen) => setFilters({ team_id: filterOf(chosen) })} />
      )}
    </div>
  );
}
