import { domainOf, scaleOf, ticksOf } from "./scale";

/** A point of a score over time: an average of some days, with the limits chance alone would keep it in. */
export interface TimePoint {
  key: string;
  /** Short, for the axis. */
  label: string;
  n: number;
  mean: number | null;
  low: number | null;
  high: number | null;
  lower: number | null;
  upper: number | null;
  signals: readonly string[];
  isSufficient: boolean;
  to?: string | undefined;
}

/** Where the scoring changed: within the stretch of the point with that index, after that share (0–1) of it. */
export interface TimeBreak {
  index: number;
  share: number;
  label: string;
}

export const FRAME = { left: 40, right: 12, top: 22, bottom: 26, height: 300 } as const;

export interface Drawn {
  x: (index: number) => number;
  y: (value: number) => number;
  ticks: number[];
  /** Half the way from a point to the next. */
  half: number;
}

/** Where everything stands in a picture so wide. */
export function layOut(points: readonly TimePoint[], centre: number | null, width: number): Drawn {
  const told = (value: number | null): value is number => value !== null;
  const values = points.flatMap(({ mean, lower, upper }) => [mean, lower, upper].filter(told));
  const domain = domainOf(told(centre) ? [...values, centre] : values);
  const inner = width - FRAME.left - FRAME.right;
  const half = inner / Math.max(points.length, 1) / 2;
  return {
    x: (index) => FRAME.left + half * (2 * index + 1),
    y: scaleOf(domain, [FRAME.height - FRAME.bottom, FRAME.top]),
    ticks: ticksOf(domain),
    half,
  };
}

type Ordered = "lower" | "upper";

/** The limits as a path with steps: they vary with how much each point rests on, and are left out where unknown. */
export function stepPath(points: readonly TimePoint[], key: Ordered, { x, y, half }: Drawn): string {
  let path = "";
  let isOn = false;
  points.forEach((point, index) => {
    const value = point[key];
    if (value === null) {
      isOn = false;
      return;
    }
    path += `${isOn ? "L" : "M"}${(x(index) - half).toFixed(1)},${y(value).toFixed(1)}L${(x(index) + half).toFixed(1)},${y(value).toFixed(1)}`;
    isOn = true;
  });
  return path;
}

/** The averages as lines; never drawn across a break, where two sides are not the same thing. */
export function meanPaths(points: readonly TimePoint[], breaks: readonly TimeBreak[], { x, y }: Drawn): string[] {
  const starts = new Set(breaks.map(({ index, share }) => (share > 0.5 ? index + 1 : index)));
  const paths: string[] = [];
  let path = "";
  points.forEach((point, index) => {
    if (starts.has(index) && path) {
      paths.push(path);
      path = "";
    }
    if (point.mean !== null) path += `${path ? "L" : "M"}${x(index).toFixed(1)},${y(point.mean).toFixed(1)}`;
  });
  return path ? [...paths, path] : paths;
}
