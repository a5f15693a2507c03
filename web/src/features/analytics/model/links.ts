import type { Scope } from "../queries";

type Extra = Record<string, string | undefined>;

function link(path: string, { from, to, team_id }: Scope, extra: Extra): string {
  const params = new URLSearchParams();
  for (const [key, value] of Object.entries({ ...extra, from, to, team_id, ...extra })) if (value) params.set(key, value);
  return `${path}?${params.toString()}`;
}

/** The calls behind a number. */
export function callsLink(scope: Scope, extra: Extra = {}): string {
  return link("/calls", scope, extra);
}

/** The published evaluations behind a number. */
export function evaluationsLink(scope: Scope, extra: Extra = {}): string {
  return link("/evaluations", scope, { published: "true", ...extra });
}

/** The analysis of the same days and team; `extra`: which part of it. */
export function analysisLink(scope: Scope, extra: Extra = {}): string {
  return link("/analytics", scope, extra);
}
