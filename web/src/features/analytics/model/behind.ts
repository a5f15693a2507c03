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
  const narrowed = kept(asked, ["team_id", "operator_id", "scorecard_id", "category", "channel", "origin"]);
  // The list takes one item: those of several are those of any of them, which it can't say.
  const criterion = asked.criterion?.length === 1 ? asked.criterion[0] : undefined;
  return address("/evaluations", { published: "true", from, to, ...narrowed, criterion, ...extra });
}

/** The calls behind a number. */
export function callsBehind(asked: Asked, { from, to }: Days, extra: Extra = {}): string {
  return address("/calls", { from, to, ...kept(asked, ["team_id", "operator_id", "category", "channel"]), ...extra });
}
