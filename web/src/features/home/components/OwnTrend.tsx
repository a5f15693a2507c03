import { useTranslation } from "react-i18next";

import type { MonthOut } from "@/api/generated";
import { getLocale } from "@/lib/locale";
import { formatNumber } from "@/lib/numbers";
import { ChartCard } from "@/parts/ChartCard";
import { IntervalMark } from "@/parts/IntervalMark";
import { QueryView } from "@/parts/QueryView";

import { useMonths } from "../queries";

function monthName(day: string): string {
  return new Intl.DateTimeFormat(getLocale(), { timeZone: "UTC", month: "short", year: "numeric" }).format(new Date(`${day}T00:00:00Z`));
}

/** The operator's own average, month by month, each with the margin it stands in. */
export function OwnTrend() {
  return <QueryView query={useMonths()}>{(months) => <Months months={months} />}</QueryView>;
}

/** From the first month that has something on. */
function begun(months: readonly MonthOut[]): MonthOut[] {
  const first = months.findIndex(({ evaluations }) => evaluations > 0);
  return first < 0 ? months.slice(-1) : months.slice(first);
}

function Months({ months: asked }: { months: readonly MonthOut[] }) {
  const { t } = useTranslation("home");
  const months = begun(asked);
  const mean = ({ average }: MonthOut): string => (average.mean === null ? t("trend.none") : formatNumber(average.mean, 1));
  const margin = ({ average: { low, high, n, sufficient } }: MonthOut): string => {
    if (n > 0 && !sufficient) return t("trend.insufficient");
    return low === null || high === null ? "—" : t("trend.between", { low: formatNumber(low, 1), high: formatNumber(high, 1) });
  };
  return (
    <ChartCard
      title={t("trend.title")}
      heads={[t("trend.month"), t("trend.average"), t("trend.interval"), t("trend.n")]}
      rows={months.map((month) => ({ key: month.month, label: monthName(month.month), cells: [mean(month), margin(month), formatNumber(month.evaluations)] }))}
    >
      <ul className="flex flex-col gap-3">
        {months.map((month) => (
          <li key={month.month} className="flex flex-wrap items-center gap-x-4 gap-y-0.5">
            <span className="w-24 shrink-0 text-sm text-ink-soft">{monthName(month.month)}</span>
            {month.average.mean !== null && <IntervalMark mean={month.average.mean} low={month.average.low} high={month.average.high} />}
            <span className={month.evaluations > 0 ? "font-semibold" : "text-ink-faint"}>{mean(month)}</span>
            {month.evaluations > 0 && <span className="text-sm text-ink-faint">{`${margin(month)} · ${t("items.n", { n: formatNumber(month.average.n) })}`}</span>}
          </li>
        ))}
      </ul>
    </ChartCard>
  );
}
