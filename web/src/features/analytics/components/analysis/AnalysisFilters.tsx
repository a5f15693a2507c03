import { SlidersHorizontal, X } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { cn } from "@/lib/cn";
import { formatDay } from "@/lib/dates";
import { filterOf, type ListState, valuesOf } from "@/lib/url-state";
import { TeamsPicker } from "@/parts/PersonPicker";
import { Button, DateField, Select } from "@/ui";

import { analysisPeriod, type ASKED, type Asked, MANY, monthOf, narrowedBy, NOTHING_NARROWED } from "../../model/asked";
import { PRESETS } from "../../model/period";
import { MonthSelect } from "./MonthSelect";
import { MoreFilters } from "./MoreFilters";

type State = ListState<(typeof ASKED)[number]>;

const CHOICES = [...PRESETS, "reporting", "custom"] as const;

/** What all charts look at; it stays in sight. */
export function AnalysisFilters({ state, asked }: { state: State; asked: Asked }) {
  const { t } = useTranslation(["charts", "ui"]);
  const [isOpen, setOpen] = useState(false);
  const { filters, setFilters } = state;
  const more = MANY.filter((key) => key !== "team_id" && filters[key]).length + (filters.score === "raw" ? 1 : 0);
  const narrowed = narrowedBy(filters) + (filters.score === "raw" ? 1 : 0);
  return (
    <div
      role="search"
      aria-label={t("charts:filters.panel")}
      className="z-20 -mx-4 mb-5 sm:sticky sm:max-h-[70dvh] sm:top-14 sm:overflow-y-auto border-b border-line bg-canvas px-4 py-3 sm:-mx-6 sm:px-6 lg:top-0 lg:-mx-10 lg:px-10"
    >
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
        <PeriodFilter state={state} />
        <TeamsPicker
          label={t("charts:filters.team")}
          hideLabel
          placeholder={t("charts:filters.anyTeam")}
          value={valuesOf(filters.team_id)}
          onChange={(values) => setFilters({ team_id: filterOf(values) })}
          className="w-52 max-sm:w-full"
        />
        <Button icon={<SlidersHorizontal size={16} />} aria-expanded={isOpen} onPress={() => setOpen(!isOpen)}>
          {more > 0 ? t("charts:filters.moreActive", { count: more }) : t("charts:filters.more")}
        </Button>
        {narrowed > 0 && (
          <Button variant="quiet" icon={<X size={16} />} onPress={() => setFilters({ ...NOTHING_NARROWED, score: undefined })}>
            {t("ui:clear")}
          </Button>
        )}
      </div>
      <div className={cn("mt-3 flex flex-wrap items-end gap-3", !isOpen && "hidden")}>{isOpen && <MoreFilters state={state} asked={asked} />}</div>
    </div>
  );
}

function PeriodFilter({ state: { filters, setFilters } }: { state: State }) {
  const { t } = useTranslation(["charts", "analytics", "ui"]);
  const period = analysisPeriod(filters);
  const month = filters.period === "reporting" ? (monthOf(filters) ?? "") : monthOf(filters);
  const chosen = month === undefined ? period.preset : "reporting";
  const choose = (preset: string): void => {
    if (preset === "custom") setFilters({ period: undefined, month: undefined, from: period.from, to: period.to });
    else setFilters({ period: preset === "90" ? undefined : preset, month: undefined, from: undefined, to: undefined });
  };
  return (
    <>
      <Select
        label={t("charts:filters.period")}
        hideLabel
        className="w-44 max-sm:w-full"
        options={CHOICES.map((id) => ({ id, label: id === "reporting" ? t("charts:filters.reporting") : t(`analytics:period.${id}`) }))}
        value={chosen}
        onChange={choose}
      />
      {chosen === "reporting" && <MonthSelect value={month ?? ""} onChange={(next) => setFilters({ month: next, period: undefined, from: undefined, to: undefined })} />}
      {chosen === "custom" && (
        <>
          <DateField label={t("ui:date.from")} hideLabel value={period.from} max={period.to} onChange={(from) => setFilters({ from })} className="w-40" />
          <DateField label={t("ui:date.to")} hideLabel value={period.to} min={period.from} onChange={(to) => setFilters({ to })} className="w-40" />
        </>
      )}
      {chosen !== "reporting" && chosen !== "custom" && <span className="text-sm text-ink-soft max-xl:hidden">{t("analytics:period.span", { from: formatDay(period.from), to: formatDay(period.to) })}</span>}
    </>
  );
}
