export const WEEKDAYS = [1, 2, 3, 4, 5, 6, 7] as const;
export type Weekday = (typeof WEEKDAYS)[number];

export interface HourCell {
  weekday: number;
  hour: number;
  calls: number;
}

/** The hours from the first to the last with a call. */
export function hoursOf(cells: readonly HourCell[]): number[] {
  const busy = cells.filter(({ calls }) => calls > 0).map(({ hour }) => hour);
  if (busy.length === 0) return [];
  const [first, last] = [Math.min(...busy), Math.max(...busy)];
  return Array.from({ length: last - first + 1 }, (_, index) => first + index);
}

export function callsAt(cells: readonly HourCell[]): (weekday: number, hour: number) => number {
  const known = new Map(cells.map(({ weekday, hour, calls }) => [`${weekday}-${hour}`, calls]));
  return (weekday, hour) => known.get(`${weekday}-${hour}`) ?? 0;
}
