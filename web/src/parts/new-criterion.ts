import type { CriterionOut, OptionOut } from "@/api/generated";

/** An item and an option that nobody said anything of yet. */
export const NEW_CRITERION: CriterionOut = {
  key: "",
  label: "",
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
};

export const NEW_OPTION: OptionOut = { key: "", label: "", score: null, value: null, anchor: "", fatal_scope: null, bonus: 0 };
