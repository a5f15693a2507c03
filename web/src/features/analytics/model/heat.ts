import type { HeatMapOut } from "@/api/generated";
import type { Estimate } from "@/parts/charts/estimate";

/** How far apart the ends of a colour scale are at least: noise must not look like a difference. */
const LEAST_SPAN = 20;

/** How strongly a score asks for attention, 0–1, among these: the lower the stronger. */
export function attentionOf(estimates: readonly (Estimate | null)[]): (estimate: Estimate) => number {
  const means = estimates.flatMap((one) => (one?.is_sufficient && one.mean !== null ? [one.mean] : []));
  const highest = means.length > 0 ? Math.max(...means) : 100;
  const span = Math.max(LEAST_SPAN, highest - Math.min(...means, highest));
  return ({ mean, is_sufficient }) => (mean === null || !is_sufficient ? 0 : (highest - mean) / span);
}

/** People or teams below each other, items beside each other: there may be forty of the former. */
export function turned(data: Pick<HeatMapOut, "columns" | "rows">): { id: string | null; label: string; cells: (Estimate | null)[] }[] {
  return data.columns.map(({ id, label }, index) => ({ id, label, cells: data.rows.map((row) => row.cells[index]?.estimate ?? null) }));
}
