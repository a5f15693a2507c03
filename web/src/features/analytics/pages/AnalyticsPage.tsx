import { Printer } from "lucide-react";
import type { ComponentType } from "react";
import { useTranslation } from "react-i18next";

import { useListState } from "@/lib/url-state";
import { useHasRole } from "@/parts/session";
import { Button, ButtonLink, EmptyState, PageHeader } from "@/ui";

import { AnalysisFilters } from "../components/analysis/AnalysisFilters";
import { Comparison } from "../components/analysis/Comparison";
import { Contests } from "../components/analysis/Contests";
import { CriterionHistory } from "../components/analysis/CriterionHistory";
import { Critical } from "../components/analysis/Critical";
import { Distribution } from "../components/analysis/Distribution";
import { Funnel } from "../components/analysis/Funnel";
import { HeatMap } from "../components/analysis/HeatMap";
import { Hours } from "../components/analysis/Hours";
import { OverTime } from "../components/analysis/OverTime";
import { Pareto } from "../components/analysis/Pareto";
import { Relations } from "../components/analysis/Relations";
import { Severity } from "../components/analysis/Severity";
import { TabNav } from "../components/analysis/TabNav";
import type { PanelProps } from "../components/analysis/types";
import { Views } from "../components/views/Views";
import { ASKED, askedOf, narrowedBy, NOTHING_NARROWED } from "../model/asked";
import { type Tab, tabOf, TABS } from "../model/tabs";

const PANELS: Record<Tab, readonly ComponentType<PanelProps>[]> = {
  evolution: [OverTime, Distribution],
  comparisons: [Comparison],
  items: [Pareto, HeatMap, CriterionHistory],
  critical: [Critical],
  hours: [Hours],
  evaluators: [Severity],
  feedback: [Funnel, Contests],
  relations: [Relations],
};

/** For those who lead and those who evaluate: what changed, and what is only chance. */
export default function AnalyticsPage() {
  const { t } = useTranslation(["charts", "ui"]);
  const isOperator = useHasRole("operator");
  const state = useListState(ASKED);
  const { filters, setFilters } = state;
  if (isOperator) return <EmptyState kind="forbidden" action={<ButtonLink to="/">{t("ui:goHome")}</ButtonLink>} />;
  const tab = tabOf(filters.tab);
  const asked = askedOf(filters);
  const panel: PanelProps = {
    asked,
    choice: (key) => filters[key],
    choose: (key, value) => setFilters({ [key]: value }),
    onClear: narrowedBy(filters) > 0 ? () => setFilters(NOTHING_NARROWED) : undefined,
  };
  const actions = (
    <>
      <Button icon={<Printer size={16} />} className="print:hidden" onPress={() => window.print()}>
        {t("charts:print")}
      </Button>
      <Views page="analytics" />
    </>
  );
  return (
    <>
      <PageHeader title={t("charts:title")} lead={t("charts:lead")} actions={actions} />
      <TabNav tabs={TABS} current={tab} />
      <AnalysisFilters state={state} asked={asked} />
      <div className="flex flex-col gap-5">
        {PANELS[tab].map((Panel, index) => (
          <Panel key={index} {...panel} />
        ))}
      </div>
    </>
  );
}
