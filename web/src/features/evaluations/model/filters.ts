import { valuesOf } from "@/lib/url-state";

import type { EvaluationFilters } from "../queries";

/** What the list of evaluations is narrowed by; each is a parameter of the address. */
export const FILTERS = ["status", "outcome", "operator_id", "evaluator_id", "team_id", "call_id", "from", "to", "min_score", "max_score", "waiting_for"] as const;

type Filters = Partial<Record<(typeof FILTERS)[number], string>>;

const NUMBERS = new Set<string>(["min_score", "max_score"]);
const SINGLE = new Set<string>(["from", "to", "waiting_for"]);

function asked(key: string, value: string): unknown {
  if (NUMBERS.has(key)) return Number(value);
  return SINGLE.has(key) ? value : valuesOf(value);
}

export const DEFAULT_SORT = "-dated_at";

/** The filters of the address as the server takes them. */
export function queryOf(filters: Filters, sort: string | undefined, cursor: string | undefined): EvaluationFilters {
  const wanted = Object.fromEntries(Object.entries(filters).map(([key, value]) => [key, asked(key, value)]));
  return { ...wanted, ...(sort ? { sort: sort as NonNullable<EvaluationFilters["sort"]> } : {}), ...(cursor ? { cursor } : {}) };
}
