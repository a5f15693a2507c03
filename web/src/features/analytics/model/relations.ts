import type { Asked } from "./asked";
import { type Days, evaluationsBehind } from "./behind";

export const MEASURES = ["csat", "handling_time", "silence"] as const;
export type Measure = (typeof MEASURES)[number];

const SPANS: Record<Measure, string> = { csat: "csat", handling_time: "handling", silence: "silence" };

/** The evaluations of a stretch, both ends met. */
export function stretchBehind(asked: Asked, days: Days, measure: Measure, { low, high }: { low: number; high: number }): string {
  const name = SPANS[measure];
  return evaluationsBehind(asked, days, { [`${name}_from`]: String(low), [`${name}_to`]: String(high) });
}
