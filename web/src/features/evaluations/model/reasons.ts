import type { ReasonOut, SectionOut } from "@/api/generated";

/** The rules of the explanation that have words of ours; any other is told in the server's own. */
export const REASON_RULES = [
  "fatal-form",
  "fatal-section",
  "criterion-lost",
  "criterion-bonus",
  "criterion-na",
  "answers-missing",
  "no-score",
  "mark-reached",
  "mark-missed",
  "fatal-fails",
] as const;

export type ReasonRule = (typeof REASON_RULES)[number];

export function isKnownRule(rule: string): rule is ReasonRule {
  return (REASON_RULES as readonly string[]).includes(rule);
}

export interface SpokenReason {
  rule: ReasonRule;
  /** The label of the criterion it is about; "" when about none. */
  criterion: string;
  section: string;
  points: number | null;
}

/** The reasons with the words of the scorecard put in. Those of rules we have no words for keep their message. */
export function spoken(reasons: readonly ReasonOut[], sections: readonly SectionOut[]): (SpokenReason | string)[] {
  const criteria = new Map(sections.flatMap((section) => section.criteria).map(({ key, label }) => [key, label]));
  const blocks = new Map(sections.map(({ key, label }) => [key, label]));
  return reasons.map((reason) =>
    isKnownRule(reason.rule)
      ? { rule: reason.rule, criterion: criteria.get(reason.criterion ?? "") ?? "", section: blocks.get(reason.section ?? "") ?? "", points: reason.points }
      : reason.message,
  );
}
