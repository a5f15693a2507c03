import type { CriterionOut, SectionOut, ShownWhenOut } from "@/api/generated";

import { type Answer, type Answers, answerOf, isGiven } from "./answers";

function holds(condition: ShownWhenOut, answer: Answer): boolean {
  if (!isGiven(answer)) return false;
  if (condition.options.length > 0) return condition.options.some((option) => answer.options?.includes(option) ?? false);
  if (answer.value === null) return false;
  const above = condition.at_least === null || answer.value >= condition.at_least;
  return above && (condition.at_most === null || answer.value <= condition.at_most);
}

/**
 * The keys of the criteria on screen. A condition holds only on an answer that is itself shown and given:
 * hiding a criterion hides what hangs on it.
 */
export function shownCriteria(sections: readonly SectionOut[], answers: Answers): ReadonlySet<string> {
  const shown = new Set<string>();
  for (const { key, shown_when: condition } of sections.flatMap((section) => section.criteria)) {
    if (!condition || (shown.has(condition.criterion) && holds(condition, answerOf(answers, condition.criterion)))) shown.add(key);
  }
  return shown;
}

/** The sections with only what the answers show; a section with nothing to show is left out. */
export function shownSections(sections: readonly SectionOut[], answers: Answers): SectionOut[] {
  const shown = shownCriteria(sections, answers);
  return sections
    .map((section) => ({ ...section, criteria: section.criteria.filter((criterion) => shown.has(criterion.key)) }))
    .filter((section) => section.criteria.length > 0);
}

function share(criterion: CriterionOut, answer: Answer): number {
  const worth = (key: string): number => criterion.options.find((option) => option.key === key)?.score ?? 0;
  const earned = (answer.options ?? []).reduce((sum, key) => sum + worth(key), 0);
  if (criterion.kind === "single") return earned;
  const possible = criterion.options.reduce((sum, option) => sum + (option.score ?? 0), 0);
  return possible > 0 ? earned / possible : 0;
}

/** Whether the scorecard demands a comment beside this answer. */
export function needsComment(criterion: CriterionOut, answer: Answer): boolean {
  if (!isGiven(answer) || criterion.comment_required === "never") return false;
  if (criterion.comment_required === "always") return true;
  const measured = answer.value ?? (answer.options ? share(criterion, answer) : null);
  return measured !== null && criterion.comment_below !== null && measured < criterion.comment_below;
}

export type Lack = "answer" | "comment" | "not-applicable";

/** What keeps one shown criterion from being concluded. */
function lackOf(criterion: CriterionOut, answer: Answer, wholeSection: boolean): Lack | null {
  if (answer.not_applicable) return criterion.na_allowed || wholeSection ? null : "not-applicable";
  if (!isGiven(answer)) return criterion.required ? "answer" : null;
  return needsComment(criterion, answer) && answer.comment.trim() === "" ? "comment" : null;
}

/** What is still missing before the evaluation can be concluded, in the order of the form. */
export function lacksOf(sections: readonly SectionOut[], answers: Answers): { criterion: CriterionOut; lack: Lack }[] {
  return shownSections(sections, answers).flatMap((section) => {
    const wholeSection = section.na_allowed && section.criteria.every(({ key }) => answerOf(answers, key).not_applicable);
    return section.criteria.flatMap((criterion) => {
      const lack = lackOf(criterion, answerOf(answers, criterion.key), wholeSection);
      return lack ? [{ criterion, lack }] : [];
    });
  });
}
