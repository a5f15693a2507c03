import type { ListCallsData } from "@/api/generated";
import { valuesOf } from "@/lib/url-state";

export type CallFilter = NonNullable<ListCallsData["query"]>;

const MANY = ["status", "priority", "category", "channel", "operator_id", "team_id"] as const;
const ONE = ["from", "to", "q", "sort"] as const;

/** The filter of the calls list that the address of the scoring screen carries along. */
export function filterOf(params: URLSearchParams): CallFilter {
  const many = MANY.map((key) => [key, params.getAll(key).flatMap(valuesOf)] as const).filter(([, values]) => values.length > 0);
  const one = ONE.map((key) => [key, params.get(key)] as const).filter(([, value]) => value);
  return Object.fromEntries([...many, ...one]) as CallFilter;
}
