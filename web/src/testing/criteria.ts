import type { CriterionOut, OptionOut } from "@/api/generated";

/** A scale of 0 to 10 that must be answered, with what a test says otherwise. */
export function makeCriterion(key: string, patch: Partial<CriterionOut> = {}): CriterionOut {
  return {
    key,
    label: key,
    kind: "scale",
    weight: 1,
    minimum: 0,
    maximum: 10,
    step: 1,
    required: true,
    na_allowed: false,
    comment_required: "never",
    comment_below: null,
    severity: "none",
    fatal_scope: null,
    fails_below: null,
    defect_class: null,
    shown_when: null,
    guidance: "",
    options: [],
    ...patch,
  };
}

export function makeOption(key: string, score: number | null = null): OptionOut {
  return { key, label: key, score, value: null, anchor: "", fatal_scope: null, bonus: 0 };
}
