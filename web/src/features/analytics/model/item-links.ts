import type { Asked } from "./asked";
import { type Days, evaluationsBehind, ofTeam } from "./behind";
import type { By } from "./comparison";

const FILTER: Record<Exclude<By, "period" | "team">, string> = { scorecard: "scorecard_id", operator: "operator_id", origin: "origin", category: "category", channel: "channel" };

const SPAN = /^(\d{4}-\d{2}-\d{2})\/(\d{4}-\d{2}-\d{2})$/;

/** The two days of a period, which is called by them. */
export function spanOf(label: string): Days | undefined {
  const [, from, to] = SPAN.exec(label) ?? [];
  return from && to ? { from, to } : undefined;
}

/** The rows behind one item of a comparison. */
export function linkOfItem(by: By, { id, label }: { id: string | null; label: string }, asked: Asked, period: Days): string | undefined {
  if (by === "period") return evaluationsBehind(asked, spanOf(label) ?? period);
  if (by === "team") return evaluationsBehind(asked, period, ofTeam(id));
  return id === null ? undefined : evaluationsBehind(asked, period, { [FILTER[by]]: id });
}
