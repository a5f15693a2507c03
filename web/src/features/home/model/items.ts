import type { PerformanceOut } from "@/api/generated";

/** An item with the operator's own average on it, 0–100. */
export interface OwnItem {
  key: string;
  label: string;
  average: number;
  n: number;
}

const SHOWN = 3;

/** The best items and, never the same ones, the weakest: with few items the best come first. */
export function strengthsAndRest(performance: PerformanceOut): { strengths: OwnItem[]; improve: OwnItem[] } {
  const own = performance.items[0];
  const items = performance.criteria
    .flatMap(({ key, label }) => {
      const found = own?.by_criterion[key];
      return found ? [{ key, label, average: found.average, n: found.n }] : [];
    })
    .sort((one, other) => other.average - one.average);
  const strengths = items.slice(0, Math.min(SHOWN, Math.ceil(items.length / 2)));
  return { strengths, improve: items.slice(strengths.length).slice(-SHOWN).reverse() };
}
