import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";

import type { StatsOut } from "@/api/generated";
import { useListState } from "@/lib/url-state";
import { QueryView } from "@/parts/QueryView";
import { useHasRole } from "@/parts/session";
import { Button, ButtonLink, Card, EmptyState, PageHeader, Skeleton, SkeletonRows } from "@/ui";

import { Activity } from "../components/Activity";
import { CategoryBars } from "../components/CategoryBars";
import { DASHBOARD_FILTERS, DashboardFilters } from "../components/DashboardFilters";
import { Figures } from "../components/Figures";
import { OperatorTable } from "../components/OperatorTable";
import { OwnItems } from "../components/OwnItems";
import { StatusPie } from "../components/StatusPie";
import { TeamAverage } from "../components/TeamAverage";
import { Trend } from "../components/Trend";
import { Views } from "../components/views/Views";
import { analysisLink } from "../model/links";
import { periodOf } from "../model/period";
import { type Scope, useActivity, usePerformance, useStats } from "../queries";

/** What is read across takes two thirds; what is glanced at, the rest. */
const COLUMNS = "grid items-start gap-5 xl:grid-cols-[minmax(0,2fr)_minmax(0,1fr)]";

/** `top`: what stands above the figures. */
export default function DashboardPage({ top }: { top?: ReactNode }) {
  const { t } = useTranslation("analytics");
  const isOwn = useHasRole("operator");
  const state = useListState(DASHBOARD_FILTERS);
  const period = periodOf(state.filters);
  const scope: Scope = { from: period.from, to: period.to, ...(state.filters.team_id ? { team_id: state.filters.team_id } : {}) };
  const [stats, performance, activity] = [useStats(scope), usePerformance(scope), useActivity(scope)];
  const isEmpty = stats.data?.calls.total === 0 && stats.data.evaluations.total === 0;
  return (
    <>
      <PageHeader title={isOwn ? t("own.title") : t("title")} lead={isOwn ? t("own.lead") : t("lead")} actions={!isOwn && <Further scope={scope} />} />
      {top}
      <DashboardFilters state={state} period={period} hasTeams={!isOwn} isRefetching={stats.isFetching && !stats.isPending} />
      <QueryView query={stats} skeleton={<Waiting />}>
        {(found) => (isEmpty ? <Nothing isFiltered={state.active > 0} onClear={state.clear} /> : <Charts stats={found} scope={scope} />)}
      </QueryView>
      <div className={`mt-5 ${COLUMNS}`}>
        <QueryView query={performance} skeleton={<Loading />}>
          {(found) => (isOwn ? <OwnItems performance={found} /> : <OperatorTable performance={found} scope={scope} isRefetching={performance.isPlaceholderData} />)}
        </QueryView>
        <div className="flex min-w-0 flex-col gap-5">
          {stats.data && !isEmpty && <CategoryBars categories={stats.data.calls.by_category} total={stats.data.calls.total} scope={scope} />}
          <QueryView query={activity} skeleton={<Loading />}>
            {(entries) => <Activity entries={entries} />}
          </QueryView>
        </div>
      </div>
    </>
  );
}

/** From here into the analysis, with the same days and team; and the views that are kept. */
function Further({ scope }: { scope: Scope }) {
  const { t } = useTranslation("analytics");
  return (
    <>
      <ButtonLink to={analysisLink(scope)}>{t("toAnalytics")}</ButtonLink>
      <Views page="dashboard" />
    </>
  );
}

function Charts({ stats, scope }: { stats: StatsOut; scope: Scope }) {
  return (
    <div className="flex flex-col gap-5">
      <Figures stats={stats} scope={scope} />
      {stats.team && <TeamAverage team={stats.team} />}
      <div className={COLUMNS}>
        <Trend series={stats.series} scope={scope} />
        <StatusPie calls={stats.calls} scope={scope} />
      </div>
    </div>
  );
}

/** Nothing in these days: either nothing at all yet, or only for this filter. */
function Nothing({ isFiltered, onClear }: { isFiltered: boolean; onClear: () => void }) {
  const { t } = useTranslation(["analytics", "ui"]);
  return (
    <Card>
      {isFiltered ? (
        <EmptyState kind="filtered" action={<Button onPress={onClear}>{t("ui:clearFilters")}</Button>} />
      ) : (
        <EmptyState kind="nothing" title={t("analytics:nothing.title")} hint={t("analytics:nothing.hint")} action={<ButtonLink to="/calls">{t("analytics:nothing.action")}</ButtonLink>} />
      )}
    </Card>
  );
}

function Waiting() {
  return (
    <div className="flex flex-col gap-5">
      <div className="grid gap-4 sm:grid-cols-2 xl:grid-cols-4">
        {["calls", "evaluations", "average", "passed"].map((card) => (
          <Skeleton key={card} className="h-40" />
        ))}
      </div>
      <Skeleton className="h-80" />
    </div>
  );
}

function Loading() {
  return (
    <Card>
      <SkeletonRows />
    </Card>
  );
}
