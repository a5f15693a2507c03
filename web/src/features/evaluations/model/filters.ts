import { valuesOf } from "@/lib/url-state";

import type { EvaluationFilters } from "../queries";

/** What a chart narrows its rows by: set by its links alone, and shown as marks that can be taken away. */
export const NARROWED = ["scorecard_id", "origin", "category", "channel", "criterion", "criterion_failed", "defect", "without_defect", "has_fatal", "contested", "contested_criterion", "read", "acknowledged", "without_team", "past"] as const;

/** Stretches of a chart: the beginning of the names of both their ends. */
export const SPANS = ["criterion", "raw", "csat", "handling", "silence", "contested"] as const;
export type SpanName = (typeof SPANS)[number];
export type SpanEnd = `${SpanName}_from` | `${SpanName}_to`;

const SPAN_ENDS = SPANS.flatMap((name): SpanEnd[] => [`${name}_from`, `${name}_to`]);

/** What the list of evaluations is narrowed by; each is a parameter of the address. */
export const FILTERS = ["status", "published", "waiting_for", "outcome", "operator_id", "evaluator_id", "team_id", "call_id", "from", "to", "min_score", "max_score", ...NARROWED, ...SPAN_ENDS] as const;

type Filters = Partial<Record<(typeof FILTERS)[number], string>>;

const NUMBERS = new Set<string>(["min_score", "max_score", ...SPAN_ENDS.filter((key) => !key.startsWith("contested"))]);
const CLAIMS = new Set<string>(["published", "has_fatal", "contested", "read", "acknowledged", "without_team", "past"]);
/** What is taken as one word of the address. */
const WORDS = new Set<string>(["from", "to", "waiting_for", "criterion_failed", "defect", "without_defect", "contested_criterion", "contested_from", "contested_to"]);

function asked(key: string, value: string): unknown {
  if (NUMBERS.has(key)) return Number(value);
  if (CLAIMS.has(key)) return value === "true";
  return WORDS.has(key) ? value : valuesOf(value);
}

export const DEFAULT_SORT = "-dated_at";

/** The filters of the address as the server takes them. */
export function queryOf(filters: Filters, sort: string | undefined, cursor: string | undefined): EvaluationFilters {
  const wanted = Object.fromEntries(Object.entries(filters).map(([key, value]) => [key, asked(key, value)]));
  return { ...wanted, ...(sort ? { sort: sort as NonNullable<EvaluationFilters["sort"]> } : {}), ...(cursor ? { cursor } : {}) };
}
