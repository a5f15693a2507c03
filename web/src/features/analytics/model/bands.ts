import type { Asked } from "./asked";
import { type Days, evaluationsBehind } from "./behind";

export interface ScoreBand {
  low: number;
  high: number;
  n: number;
}

/** The rows of a band: of whole scores, final or raw, or of what the items asked for earned. */
export function bandBehind(asked: Asked, days: Days, { low, high }: ScoreBand): string {
  const [from, to, step] = asked.criterion ? ["criterion_from", "criterion_to", 4] as const : asked.score === "raw" ? ["raw_from", "raw_to", 2] as const : ["min_score", "max_score", 2] as const;
  // A band ends just before the next begins, the last one at 100.
  const last = high >= 100 ? "100" : (high - 10 ** -step).toFixed(step);
  return evaluationsBehind(asked, days, { [from]: String(low), [to]: last });
}

/** From the ten just below the first score on: an empty left half says nothing. */
export function bandsShown<B extends ScoreBand>(bands: readonly B[]): B[] {
  const first = bands.find(({ n }) => n > 0)?.low ?? 0;
  const from = Math.max(0, Math.floor(first / 20) * 20);
  return bands.filter(({ low }) => low >= from);
}
