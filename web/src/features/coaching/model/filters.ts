import { valuesOf } from "@/lib/url-state";

import type { PlanQuery } from "../queries";

/** What the list of plans is narrowed by; each is a parameter of the address. */
export const FILTERS = ["status", "operator_id", "team_id", "due_before", "evaluation_id"] as const;

type Filters = Partial<Record<(typeof FILTERS)[number], string>>;

const SINGLE = new Set<string>(["due_before", "evaluation_id"]);

export const DEFAULT_SORT = "-created_at";

/** The filters of the address as the server takes them. */
export function queryOf(filters: Filters, sort: string | undefined, cursor: string | undefined): PlanQuery {
  const wanted = Object.fromEntries(Object.entries(filters).map(([key, value]) => [key, SINGLE.has(key) ? value : valuesOf(value)]));
  return { ...wanted, ...(sort ? { sort: sort as NonNullable<PlanQuery["sort"]> } : {}), ...(cursor ? { cursor } : {}) };
}
