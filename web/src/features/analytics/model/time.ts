import type { BreakOut, PointOut } from "@/api/generated";
import type { TimeBreak, TimePoint } from "@/parts/charts/control";
import { formatDay, formatDayMonth } from "@/lib/dates";
import { getLocale } from "@/lib/locale";

import { type Asked } from "./asked";
import { evaluationsBehind } from "./behind";

export const GRAINS = ["day", "week", "month"] as const;
export type Grain = (typeof GRAINS)[number];

export type OverTimePoint = PointOut;
export type ScoringBreak = BreakOut;

/** A sensible grain where the address names none: about a dozen points or two. */
export function grainOf(value: string | undefined, days: number): Grain {
  const named = GRAINS.find((grain) => grain === value);
  if (named) return named;
  // Four calls a month say nothing of a single day.
  if (days <= 14) return "day";
  return days <= 200 ? "week" : "month";
}

function monthName(day: string): string {
  return new Intl.DateTimeFormat(getLocale(), { timeZone: "UTC", month: "short", year: "2-digit" }).format(new Date(`${day}T00:00:00Z`)).replace(" de ", "/").replace(".", "");
}

/** Short, for an axis: the day, the first day of the week, the month. */
export function shortLabel(from: string, grain: Grain): string {
  return grain === "month" ? monthName(from) : formatDayMonth(from);
}

/** Whole, for a table. */
export function wholeLabel({ from, to }: { from: string; to: string }): string {
  return from === to ? formatDay(from) : `${formatDay(from)} – ${formatDay(to)}`;
}

export function timePoints(points: readonly OverTimePoint[], grain: Grain, asked: Asked): TimePoint[] {
  return points.map(({ from, to, estimate, lower_limit, upper_limit, signals }) => ({
    key: from,
    label: shortLabel(from, grain),
    n: estimate.n,
    mean: estimate.mean,
    low: estimate.low,
    high: estimate.high,
    lower: lower_limit,
    upper: upper_limit,
    signals,
    isSufficient: estimate.is_sufficient,
    to: estimate.n > 0 ? evaluationsBehind(asked, { from, to }) : undefined,
  }));
}

function daysFrom(one: string, other: string): number {
  return (Date.parse(other) - Date.parse(one)) / 86_400_000;
}

/** In which point's stretch each break stands, and where in it. */
export function timeBreaks(breaks: readonly ScoringBreak[], points: readonly { from: string; to: string }[]): TimeBreak[] {
  return breaks.flatMap(({ on, to_version }) => {
    const index = points.findIndex(({ to }) => to >= on);
    const point = points[index];
    if (!point) return [];
    const share = Math.max(0, daysFrom(point.from, on) / (daysFrom(point.from, point.to) + 1));
    return [{ index, share, label: `v${to_version}` }];
  });
}
