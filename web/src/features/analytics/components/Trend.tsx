import { lazy } from "react";
import { useTranslation } from "react-i18next";

import type { TrendPointOut } from "@/api/generated";
import { formatDay } from "@/lib/dates";
import { formatNumber, formatScore } from "@/lib/numbers";
import { ChartCard } from "@/parts/ChartCard";

import { evaluationsLink } from "../model/links";
import { type TrendPoint, trendOf } from "../model/series";
import type { Scope } from "../queries";

const TrendChart = lazy(() => import("./charts/TrendChart"));

function short(day: string): string {
  return formatDay(day).slice(0, 5);
}

function labelOf({ from, to }: TrendPoint): string {
  return from === to ? short(from) : `${short(from)}–${short(to)}`;
}

/** The average day by day (week by week over long periods) with how many evaluations it rests on. */
export function Trend({ series, scope }: { series: readonly TrendPointOut[]; scope: Scope }) {
  const { t } = useTranslation("analytics");
  const points = trendOf(series).map((point) => ({ ...point, label: labelOf(point), to: evaluationsLink(scope, { from: point.from, to: point.to }) }));
  const names = { average: t("cards.average"), evaluations: t("cards.evaluations") };
  return (
    <ChartCard
      title={t("charts.trend")}
      heads={[t("charts.day"), names.average, names.evaluations, t("cards.calls")]}
      rows={points.map(({ label, to, average, evaluations, calls }) => ({ key: label, label, to, cells: [formatScore(average), formatNumber(evaluations), formatNumber(calls)] }))}
    >
      <ul className="mb-2 flex flex-wrap gap-x-5 text-sm text-ink-soft">
        <li className="flex items-center gap-2">
          <span aria-hidden className="h-0.5 w-4 bg-chart-1" />
          {names.average}
        </li>
        <li className="flex items-center gap-2">
          <span aria-hidden className="size-3 rounded-sm bg-chart-4 opacity-50" />
          {names.evaluations}
        </li>
      </ul>
      <TrendChart points={points} names={names} />
    </ChartCard>
  );
}
