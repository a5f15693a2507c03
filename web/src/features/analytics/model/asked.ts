import type { GetDistributionData } from "@/api/generated";
import { valuesOf } from "@/lib/url-state";

import { type Period, periodOf } from "./period";

/** What the pages of analysis look at; each is a parameter of the address. */
export const ASKED = ["tab", "period", "from", "to", "month", "team_id", "operator_id", "scorecard_id", "criterion", "category", "channel", "origin", "score", "grain", "by", "columns", "with", "history"] as const;

export type Filters = Partial<Record<(typeof ASKED)[number], string>>;

/** Filters that take several values, in the order in which they are shown. */
export const MANY = ["team_id", "operator_id", "scorecard_id", "criterion", "category", "channel", "origin"] as const;

export type Many = (typeof MANY)[number];

type Query = NonNullable<GetDistributionData["query"]>;

/** The common question of every chart, as the server takes it. */
export type Asked = { from?: string; to?: string; month?: string; score?: "raw" } & { [K in Many]?: NonNullable<Query[K]> };

const MONTH = /^\d{4}-\d{2}$/;

/** The reporting month of the address, if it names one. */
export function monthOf({ month }: Filters): string | undefined {
  return month && MONTH.test(month) ? month : undefined;
}

/** The last 90 days when the address says nothing: four calls a month say too little in thirty. */
export function analysisPeriod(filters: Filters, now?: Date): Period {
  return periodOf(filters, now, "90");
}

export function askedOf(filters: Filters, now?: Date): Asked {
  const month = monthOf(filters);
  const { from, to } = analysisPeriod(filters, now);
  const many = Object.fromEntries(MANY.filter((key) => filters[key]).map((key) => [key, valuesOf(filters[key])])) as Pick<Asked, Many>;
  return { ...(month ? { month } : { from, to }), ...(filters.score === "raw" ? { score: "raw" as const } : {}), ...many };
}

/** How many filters narrow the rows, the period apart. */
export function narrowedBy(filters: Filters): number {
  return MANY.filter((key) => filters[key]).length;
}

export const NOTHING_NARROWED = Object.fromEntries(MANY.map((key) => [key, undefined])) as Record<Many, undefined>;
