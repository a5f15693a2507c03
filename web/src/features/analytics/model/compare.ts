/** How a count moved against the period before. */
export interface CountChange {
  direction: "up" | "down" | "same";
  difference: number;
  before: number;
}

export function compareCounts(now: number, before: number): CountChange {
  const difference = now - before;
  return { direction: difference > 0 ? "up" : difference < 0 ? "down" : "same", difference, before };
}

/** An estimate with its 95 % interval; null where undefined. */
export interface Estimated {
  value: number | null;
  low: number | null;
  high: number | null;
}

/**
 * How an estimate moved. `none`: nothing to compare with. `indistinct`: the intervals overlap, or one has none,
 * so the difference may be chance.
 */
export type EstimateChange = { kind: "none" } | { kind: "indistinct"; before: number } | { kind: "up" | "down"; difference: number; before: number };

function isApart(one: Estimated, other: Estimated): boolean {
  if (one.low === null || one.high === null || other.low === null || other.high === null) return false;
  return one.low > other.high || other.low > one.high;
}

export function compareEstimates(now: Estimated, before: Estimated): EstimateChange {
  if (now.value === null || before.value === null) return { kind: "none" };
  if (!isApart(now, before)) return { kind: "indistinct", before: before.value };
  return { kind: now.value > before.value ? "up" : "down", difference: Math.abs(now.value - before.value), before: before.value };
}
