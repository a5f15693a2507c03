import type { Asked } from "./asked";

export const BY = ["team", "scorecard", "period", "operator", "origin", "category", "channel"] as const;
export type By = (typeof BY)[number];

function moved(day: string, years: number): string {
  const date = new Date(`${day}T00:00:00Z`);
  date.setUTCFullYear(date.getUTCFullYear() + years);
  return date.toISOString().slice(0, 10);
}

/** The days of the other period when they are not simply those before. */
export function otherPeriod({ from, to }: Asked, other: "previous" | "year"): { with_from?: string; with_to?: string } {
  if (other === "previous" || !from || !to) return {};
  return { with_from: moved(from, -1), with_to: moved(to, -1) };
}
