import type { CriterionScoreOut, PlanChangeOut, PlanComparisonOut, SectionOut } from "@/api/generated";

/** A criterion one can aim at, with what it earned in the evaluation the plan is made from. */
export interface Aim {
  key: string;
  label: string;
  /** 0–1; null where it did not count. */
  earned: number | null;
  isLow: boolean;
}

/** Below this share of what it could give, a criterion is offered as chosen even though it did not fail. */
const LOW = 0.7;

/** The criteria that count, in the order of the scorecard; those that failed or fell short are marked. */
export function aimsOf(scores: readonly CriterionScoreOut[], sections: readonly SectionOut[]): Aim[] {
  const byKey = new Map(scores.map((score) => [score.key, score]));
  return sections
    .flatMap((section) => section.criteria)
    .filter(({ kind }) => kind !== "text")
    .map(({ key, label }) => {
      const score = byKey.get(key);
      const earned = score?.p ?? null;
      return { key, label, earned, isLow: score?.failed === true || (earned !== null && earned < LOW) };
    });
}

/** What is chosen at first: what is low, else the lowest one. */
export function firstAims(aims: readonly Aim[]): string[] {
  const low = aims.filter(({ isLow }) => isLow).map(({ key }) => key);
  if (low.length > 0) return low;
  const [lowest] = aims.filter(({ earned }) => earned !== null).sort((one, other) => (one.earned ?? 1) - (other.earned ?? 1));
  return lowest ? [lowest.key] : [];
}

/** The lines of a text that say something. */
export function linesOf(text: string): string[] {
  return text
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "");
}

export interface Compared extends PlanChangeOut {
  key: string;
  label: string;
}

/** The rows of the comparison: over all criteria first, unless there is only one. */
export function rowsOf(found: PlanComparisonOut, overall: string): Compared[] {
  const whole: Compared = { ...found.overall, key: "", label: overall };
  return found.criteria.length > 1 ? [whole, ...found.criteria] : [...found.criteria];
}

/** Whether the whole says more than chance does: something was compared, and nothing cautions. */
export function isReal({ overall }: PlanComparisonOut): boolean {
  return overall.difference !== null && overall.cautions.length === 0;
}
