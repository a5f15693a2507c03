import type { CriterionOut, OptionOut } from "@/api/generated";
import { NEW_CRITERION, NEW_OPTION } from "@/parts/new-criterion";

/** A scale of 0 to 10 that must be answered, with what a test says otherwise. */
export function makeCriterion(key: string, patch: Partial<CriterionOut> = {}): CriterionOut {
  return { ...NEW_CRITERION, key, label: key, ...patch };
}

export function makeOption(key: string, score: number | null = null): OptionOut {
  return { ...NEW_OPTION, key, label: key, score };
}
