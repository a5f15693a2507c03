import { filterOf } from "@/lib/url-state";

import type { Asked } from "./asked";

/** Days, both included. */
export interface Days {
  from: string;
  to: string;
}

type Extra = Record<string, string | undefined>;

function address(path: string, params: Extra): string {
  const search = new URLSearchParams();
  for (const [key, value] of Object.entries(params)) if (value) search.set(key, value);
  return `${path}?${search.toString().replaceAll("%2C", ",")}`;
}

function kept(asked: Asked, keys: readonly (keyof Asked)[]): Extra {
  return Object.fromEntries(keys.map((key) => [key, filterOf((asked[key] as string[] | undefined) ?? [])]));
}

/** The published evaluations behind a number: of those days, within the filters; `extra` narrows or replaces them. */
export function evaluationsBehind(asked: Asked, { from, to }: Days, extra: Extra = {}): string {
  return address("/evaluations", { published: "true", from, to, ...kept(asked, ["team_id", "operator_id", "scorecard_id", "category", "channel", "origin", "criterion"]), ...extra });
}

/** Where an item failed; where it never did, those in which it lost anything at all. */
export function lossBehind(asked: Asked, days: Days, { criterion, failed, lost_points }: { criterion: string; failed: { count: number }; lost_points: number }): string | undefined {
  if (failed.count > 0) return evaluationsBehind(asked, days, { criterion: undefined, criterion_failed: criterion });
  return lost_points > 0 ? evaluationsBehind(asked, days, { criterion, criterion_to: "99.9999" }) : undefined;
}

/** The evaluations in which an item was contested in those days, whenever they were published. */
export function contestsBehind(asked: Asked, { from, to }: Days, criterion: string): string {
  return evaluationsBehind(asked, { from: "", to: "" }, { criterion: undefined, contested_criterion: criterion, contested_from: from, contested_to: to });
}

/** What narrows to those of one team, or of none. */
export function ofTeam(id: string | null): Extra {
  return id === null ? { team_id: undefined, without_team: "true" } : { team_id: id };
}

/** The calls behind a number. */
export function callsBehind(asked: Asked, { from, to }: Days, extra: Extra = {}): string {
  return address("/calls", { from, to, ...kept(asked, ["team_id", "operator_id", "category", "channel"]), ...extra });
}
