import { useTranslation } from "react-i18next";

import type { PlanComparisonOut, PlanMeanOut } from "@/api/generated";
import { formatDay } from "@/lib/dates";
import { formatNumber } from "@/lib/numbers";
import { ChartCard } from "@/parts/ChartCard";
import { IntervalMark } from "@/parts/IntervalMark";
import { QueryView } from "@/parts/QueryView";
import { Card, Notice, Skeleton } from "@/ui";

import { type Compared, isReal, rowsOf } from "../model/plan";
import { type Plan, useComparison } from "../queries";

/** Whether the calls that followed are better, and whether chance says the same. */
export function Comparison({ plan }: { plan: Plan }) {
  const query = useComparison(plan);
  const waiting = (
    <Card>
      <Skeleton className="h-40" />
    </Card>
  );
  return <QueryView query={query} skeleton={waiting}>{(found) => <Chart found={found} />}</QueryView>;
}

function useWords() {
  const { t } = useTranslation("coaching");
  const number = (value: number): string => formatNumber(value, 1);
  const signed = (value: number): string => `${value > 0 ? "+" : value < 0 ? "−" : ""}${number(Math.abs(value))}`;
  return {
    mean: ({ mean, low, high, n }: PlanMeanOut): string => {
      if (mean === null) return t("compare.none");
      const margin = low !== null && high !== null ? ` (${t("compare.interval", { low: number(low), high: number(high) })})` : "";
      return `${number(mean)}%${margin}, ${t("compare.n", { n })}`;
    },
    difference: ({ difference, low, high }: Compared): string => {
      if (difference === null) return "—";
      const points = t("compare.points", { value: signed(difference) });
      return low === null || high === null ? points : `${points} (${t("compare.interval", { low: signed(low), high: signed(high) })})`;
    },
  };
}

function Chart({ found }: { found: PlanComparisonOut }) {
  const { t } = useTranslation("coaching");
  const words = useWords();
  const rows = rowsOf(found, t("compare.overall"));
  return (
    <div className="flex flex-col gap-3">
      <ChartCard
        title={t("compare.title")}
        heads={[t("compare.criterion"), t("compare.before"), t("compare.after"), t("compare.difference")]}
        rows={rows.map((row) => ({ key: row.key, label: row.label, cells: [words.mean(row.before), words.mean(row.after), words.difference(row)] }))}
      >
        <p className="mb-4 max-w-prose text-sm text-ink-soft">{t("compare.lead", { days: found.days, date: formatDay(found.starts_on) })}</p>
        <ul className="flex flex-col gap-5">
          {rows.map((row) => (
            <Row key={row.key} row={row} />
          ))}
        </ul>
      </ChartCard>
      <Cautions found={found} />
    </div>
  );
}

function Row({ row }: { row: Compared }) {
  const { t } = useTranslation("coaching");
  const words = useWords();
  return (
    <li>
      <h3 className="flex flex-wrap items-baseline justify-between gap-x-4">
        <span className="font-medium">{row.label}</span>
        <span className="text-[0.9375rem] font-semibold">{words.difference(row)}</span>
      </h3>
      <dl className="mt-1 grid grid-cols-[auto_minmax(0,1fr)] items-center gap-x-3 gap-y-1 text-sm sm:grid-cols-[auto_auto_minmax(0,1fr)]">
        {(["before", "after"] as const).map((when) => (
          <div key={when} className="contents">
            <dt className="text-ink-soft">{t(`compare.${when}`)}</dt>
            <dd aria-hidden className="max-sm:hidden">
              {row[when].mean !== null && <IntervalMark mean={row[when].mean} low={row[when].low} high={row[when].high} />}
            </dd>
            <dd>{words.mean(row[when])}</dd>
          </div>
        ))}
      </dl>
    </li>
  );
}

/** What must be known before the numbers are believed. */
function Cautions({ found }: { found: PlanComparisonOut }) {
  const { t } = useTranslation("coaching");
  return (
    <>
      {isReal(found) && <Notice tone="good">{t("compare.real")}</Notice>}
      {found.overall.cautions.map((caution) => (
        <Notice key={caution} tone="warn">
          {t(`compare.cautions.${caution}`, { n: found.least_n })}
        </Notice>
      ))}
      {found.sources_left_out > 0 && <Notice tone="info">{t("compare.sources", { count: found.sources_left_out })}</Notice>}
    </>
  );
}
