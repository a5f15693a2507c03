import type { AnswerOut, ContestItemBody, CriterionOut, SectionOut } from "@/api/generated";
import { type FieldIssue, issueText } from "@/api/problem";

import { type Answer, blank, byCriterion, isSettled } from "./answers";
import { saysSame } from "./changes";
import { shownSections } from "./shown";

export interface ContestPlace {
  recording_id: string;
  at_seconds: number;
}

/** One item as it is being contested. */
export interface Contested {
  answer: Answer;
  reason: string;
  moment: ContestPlace | null;
}

/** The items that are marked, by criterion; those unmarked again are kept apart, so that their words come back. */
export interface ContestDraft {
  items: Readonly<Record<string, Contested>>;
  marked: readonly string[];
  comment: string;
}

export const EMPTY_CONTEST: ContestDraft = { items: {}, marked: [], comment: "" };

/** Which part of an item a sentence is about. */
export type ItemField = "answer" | "reason" | "moment" | "item";
export type ItemErrors = Readonly<Record<string, Partial<Record<ItemField, string>>>>;

export function contestedOf(draft: ContestDraft, criterion: string): Contested {
  return draft.items[criterion] ?? { answer: blank(criterion), reason: "", moment: null };
}

/** Kept answers as the screen holds them. */
export function asAnswers(kept: readonly AnswerOut[]): Record<string, Answer> {
  return byCriterion(kept.filter(({ na_source }) => na_source !== "condition").map((one) => ({ ...one, options: one.options ? [...one.options] : null })));
}

/** What can be contested: what was on screen and can count. */
export function contestable(sections: readonly SectionOut[], answers: readonly AnswerOut[]): SectionOut[] {
  return shownSections(sections, asAnswers(answers))
    .map((section) => ({ ...section, criteria: section.criteria.filter(({ kind }) => kind !== "text") }))
    .filter(({ criteria }) => criteria.length > 0);
}

/** The marked items in the order of the form. */
export function markedIn(draft: ContestDraft, criteria: readonly CriterionOut[]): string[] {
  return criteria.map(({ key }) => key).filter((key) => draft.marked.includes(key));
}

/** An answer as the server takes it. */
export function saidOf({ value, options, not_applicable }: Answer): Pick<ContestItemBody, "value" | "options" | "not_applicable"> {
  if (not_applicable) return { not_applicable: true };
  return options ? { options } : { value };
}

export function itemBodies(draft: ContestDraft, marked: readonly string[]): ContestItemBody[] {
  return marked.map((criterion) => {
    const { answer, reason, moment } = contestedOf(draft, criterion);
    return { criterion, ...saidOf(answer), reason: reason.trim(), ...(moment ?? {}) };
  });
}

export type Want = "answerNeeded" | "answerSame" | "reasonNeeded";

/** What is wanting before it can be sent, by item and part. */
export function wantsOf(draft: ContestDraft, marked: readonly string[], given: Readonly<Record<string, Answer>>): Record<string, Partial<Record<"answer" | "reason", Want>>> {
  const wants = marked.map((key) => {
    const { answer, reason } = contestedOf(draft, key);
    const before = given[key];
    const found: Partial<Record<"answer" | "reason", Want>> = {};
    if (!isSettled(answer)) found.answer = "answerNeeded";
    else if (before && saysSame(before, answer)) found.answer = "answerSame";
    if (reason.trim() === "") found.reason = "reasonNeeded";
    return [key, found] as const;
  });
  return Object.fromEntries(wants.filter(([, found]) => Object.keys(found).length > 0));
}

const FIELDS: Readonly<Record<string, ItemField>> = { value: "answer", options: "answer", not_applicable: "answer", reason: "reason", at_seconds: "moment", recording_id: "moment" };

/**
 * What the server says about items: `/items/0/value` counts by the items that were sent, `/items/empathy` names the
 * criterion itself. What points at none is told apart.
 */
export function itemErrors(issues: readonly FieldIssue[], sent: readonly string[]): { items: ItemErrors; rest: string[] } {
  const items: Record<string, Partial<Record<ItemField, string>>> = {};
  const rest: string[] = [];
  for (const issue of issues) {
    const [root, place, part] = issue.pointer.replace(/^\//, "").split("/");
    const criterion = place && /^\d+$/.test(place) ? sent[Number(place)] : place;
    if (root !== "items" || !criterion) {
      rest.push(issueText(issue));
      continue;
    }
    const field = part ? (FIELDS[part] ?? "item") : issue.rule.startsWith("answer-") ? "answer" : "item";
    items[criterion] = { [field]: issueText(issue), ...items[criterion] };
  }
  return { items, rest };
}
