import { useTranslation } from "react-i18next";

import type { CallsByHourOut } from "@/api/generated";
import { weekdayName } from "@/lib/dates";
import { formatNumber } from "@/lib/numbers";
import { ChartCard } from "@/parts/ChartCard";
import { ChartQuery } from "@/parts/charts/ChartQuery";
import { type HeatCell, HeatTable } from "@/parts/charts/HeatTable";
import { useWidth } from "@/parts/charts/use-width";

import { useCallsByHour } from "../../chart-queries";
import { callsBehind } from "../../model/behind";
import { callsAt, hoursOf, WEEKDAYS, type Weekday } from "../../model/hours";
import { Population } from "./Population";
import type { PanelProps } from "./types";

/** When the telephone rings. */
export function Hours({ asked, onClear }: PanelProps) {
  const { t } = useTranslation("charts");
  const query = useCallsByHour(asked);
  const nothing = { title: t("empty.calls"), hint: t("empty.callsHint") };
  return (
    <ChartQuery title={t("hours.title")} query={query} onClear={onClear} nothing={nothing} isEmpty={({ total }) => total === 0}>
      {(data) => <Table data={data} asked={asked} isRefetching={query.isPlaceholderData} />}
    </ChartQuery>
  );
}

const NARROW = 640;

function Table({ data, asked, isRefetching }: { data: CallsByHourOut; asked: PanelProps["asked"]; isRefetching: boolean }) {
  const { t } = useTranslation("charts");
  const { ref, width } = useWidth<HTMLDivElement>();
  const at = callsAt(data.cells);
  const hours = hoursOf(data.cells);
  const most = Math.max(1, ...data.cells.map(({ calls }) => calls));
  const hourName = (hour: number): string => t("hours.hour", { hour });
  const behind = (weekday: Weekday, hour: number): string | undefined => (at(weekday, hour) > 0 ? callsBehind(asked, data.period, { weekday: String(weekday), hour: String(hour) }) : undefined);
  const cell = (weekday: Weekday, hour: number): HeatCell => {
    const calls = at(weekday, hour);
    return {
      text: calls > 0 ? formatNumber(calls) : "·",
      level: calls / most,
      says: t("hours.says", { day: weekdayName(weekday), hour: hourName(hour), count: calls, formatted: formatNumber(calls) }),
      to: behind(weekday, hour),
    };
  };
  const isNarrow = width > 0 && width < NARROW;
  const days = WEEKDAYS.map((day) => ({ id: String(day), label: isNarrow ? weekdayName(day).slice(0, 3) : weekdayName(day), day }));
  const { busiest } = data;
  return (
    <ChartCard
      title={t("hours.title")}
      lead={
        <Population of="populationCalls" n={data.total} period={data.period}>
          {busiest && ` · ${t("hours.busiest", { day: weekdayName(busiest.weekday), hour: hourName(busiest.hour), n: formatNumber(busiest.calls) })}`}
        </Population>
      }
      how={t("hours.how")}
      isRefetching={isRefetching}
      heads={[t("hours.weekday"), ...hours.map(hourName)]}
      rows={days.map(({ id, day }) => ({ key: id, label: weekdayName(day), to: hours.some((hour) => at(day, hour) > 0) ? callsBehind(asked, data.period, { weekday: id }) : undefined, cells: hours.map((hour) => formatNumber(at(day, hour))) }))}
    >
      <div ref={ref}>
        {isNarrow ? (
          <HeatTable caption={t("hours.title")} corner={t("hours.weekday")} tone="quantity" isTight columns={days} rows={hours.map((hour) => ({ key: String(hour), label: hourName(hour), cells: days.map(({ day }) => cell(day, hour)) }))} />
        ) : (
          <HeatTable caption={t("hours.title")} corner={t("hours.weekday")} tone="quantity" isTight columns={hours.map((hour) => ({ id: String(hour), label: hourName(hour) }))} rows={days.map(({ id, label, day }) => ({ key: id, label, cells: hours.map((hour) => cell(day, hour)) }))} />
        )}
      </div>
      <p className="mt-3 text-sm text-ink-faint">{t("hours.legend")}</p>
    </ChartCard>
  );
}
