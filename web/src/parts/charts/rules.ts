/** The rules that say a run of points does not look like chance, by the names of Nelson (1984) and Western Electric. */
export const RULES = ["beyond-limits", "two-of-three", "four-of-five", "eight-on-a-side", "six-trending"] as const;

export type Rule = (typeof RULES)[number];
