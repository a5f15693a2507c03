import type { Asked } from "./asked";
import { type Days, evaluationsBehind } from "./behind";
import type { By } from "./comparison";

const FILTER: Record<Exclude<By, "period">, string> = { team: "team_id", scorecard: "scorecard_id", operator: "operator_id", origin: "origin", category: "category", channel: "channel" };

const SPAN = /^(\d{4}-\d{2}-\d{2})\/(\d{4}-\d{2}-\d{2})$/;

/** The rows behind one item of a comparison. The id of a period is its two days. */
export function linkOfItem(by: By, id: string, asked: Asked, period: Days): string | undefined {
  if (by !== "period") return id ? evaluationsBehind(asked, period, { [FILTER[by]]: id }) : undefined;
  const [, from, to] = SPAN.exec(id) ?? [];
  return evaluationsBehind(asked, from && to ? { from, to } : period);
}
