import { lazy } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";

import type { CallCountsOut } from "@/api/generated";
import { formatNumber, formatPercent } from "@/lib/numbers";
import { CALL_STATUSES } from "@/parts/StatusPill";
import { ChartCard } from "@/parts/ChartCard";

import { callsLink } from "../model/links";
import type { Scope } from "../queries";

const Donut = lazy(() => import("./charts/Donut"));

const COLORS = { open: "var(--chart-3)", in_progress: "var(--chart-4)", resolved: "var(--chart-1)", closed: "var(--chart-6)" };

/** Calls by status; each segment and each line of the legend leads to its calls. */
export function StatusPie({ calls, scope }: { calls: CallCountsOut; scope: Scope }) {
  const { t } = useTranslation(["analytics", "parts"]);
  const parts = CALL_STATUSES.map((status) => ({
    key: status,
    label: t(`parts:callStatus.${status}`),
    count: calls.by_status[status] ?? 0,
    color: COLORS[status],
    to: callsLink(scope, { status }),
  }));
  const share = (count: number): string => formatPercent(calls.total > 0 ? count / calls.total : 0);
  return (
    <ChartCard
      title={t("analytics:charts.status")}
      heads={[t("analytics:charts.statusHead"), t("analytics:cards.calls"), t("analytics:chart.share")]}
      rows={parts.map(({ key, label, count, to }) => ({ key, label, to, cells: [formatNumber(count), share(count)] }))}
    >
      <div className="flex flex-wrap items-center justify-center gap-x-8 gap-y-4">
        <Donut parts={parts} total={calls.total} caption={t("analytics:cards.calls")} />
        <ul className="flex min-w-44 flex-1 flex-col gap-0.5">
          {parts.map(({ key, label, count, color, to }) => (
            <li key={key}>
              <Link to={to} className="flex min-h-8 items-center gap-2.5 rounded-sm px-1.5 hover:bg-hover">
                <span aria-hidden className="size-3 shrink-0 rounded-sm" style={{ background: color }} />
                <span className="min-w-0 flex-1">{label}</span>
                <span className="font-semibold">{formatNumber(count)}</span>
                <span className="w-11 text-right text-sm text-ink-faint">{share(count)}</span>
              </Link>
            </li>
          ))}
        </ul>
      </div>
    </ChartCard>
  );
}
