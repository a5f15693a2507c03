/** A point of the trend: one day, or a whole week. */
export interface TrendPoint {
  from: string;
  to: string;
  calls: number;
  evaluations: number;
  average: number | null;
}

interface DayPoint {
  day: string;
  calls: number;
  evaluations: number;
  average: number | null;
}

/** From so many days on, days are too many to read: they are drawn as weeks. */
const MANY_DAYS = 46;
const WEEK = 7;

function joined(days: readonly DayPoint[]): TrendPoint {
  const scored = days.filter((day) => day.average !== null);
  const weight = scored.reduce((sum, day) => sum + day.evaluations, 0);
  const total = scored.reduce((sum, day) => sum + day.evaluations * (day.average ?? 0), 0);
  return {
    from: days[0]?.day ?? "",
    to: days.at(-1)?.day ?? "",
    calls: days.reduce((sum, day) => sum + day.calls, 0),
    evaluations: days.reduce((sum, day) => sum + day.evaluations, 0),
    average: weight > 0 ? total / weight : null,
  };
}

/** The days of a period as points of a chart; weeks, counted back from its end, when there are many. */
export function trendOf(series: readonly DayPoint[]): TrendPoint[] {
  if (series.length < MANY_DAYS) return series.map((day) => joined([day]));
  const points: TrendPoint[] = [];
  for (let end = series.length; end > 0; end -= WEEK) points.unshift(joined(series.slice(Math.max(0, end - WEEK), end)));
  return points;
}
