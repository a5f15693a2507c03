import type { CriterionOut, SectionOut } from "@/api/generated";

/** One answer as the screen holds it. `options` null is "not answered"; an empty list is "none of them". */
export interface Answer {
  criterion: string;
  value: number | null;
  options: string[] | null;
  text: string | null;
  not_applicable: boolean;
  comment: string;
}

export type Answers = Readonly<Record<string, Answer>>;

export function blank(criterion: string): Answer {
  return { criterion, value: null, options: null, text: null, not_applicable: false, comment: "" };
}

export function answerOf(answers: Answers, criterion: string): Answer {
  return answers[criterion] ?? blank(criterion);
}

/** Whether something was answered, with anything but "not applicable". */
export function isGiven(answer: Answer): boolean {
  const hasContent = answer.value !== null || answer.options !== null || (answer.text ?? "").trim() !== "";
  return hasContent && !answer.not_applicable;
}

/** Whether the criterion needs no more looking at: answered, or said not to apply. */
export function isSettled(answer: Answer): boolean {
  return isGiven(answer) || answer.not_applicable;
}

function sameOptions(one: readonly string[] | null, other: readonly string[] | null): boolean {
  if (one === null || other === null) return one === other;
  return one.length === other.length && [...one].sort().join("\n") === [...other].sort().join("\n");
}

export function isSame(one: Answer, other: Answer): boolean {
  return (
    one.value === other.value &&
    one.not_applicable === other.not_applicable &&
    one.comment.trim() === other.comment.trim() &&
    (one.text ?? "").trim() === (other.text ?? "").trim() &&
    sameOptions(one.options, other.options)
  );
}

export function byCriterion(answers: readonly Answer[]): Record<string, Answer> {
  return Object.fromEntries(answers.map((answer) => [answer.criterion, answer]));
}

/** A number on the criterion: whatever said otherwise before leaves, the comment stays. */
export function withValue(answer: Answer, value: number | null): Answer {
  return { ...answer, value, options: null, text: null, not_applicable: false };
}

export function withOptions(answer: Answer, options: string[] | null): Answer {
  return { ...answer, value: null, options, text: null, not_applicable: false };
}

export function withText(answer: Answer, text: string): Answer {
  return { ...answer, value: null, options: null, text: text === "" ? null : text, not_applicable: false };
}

/** Says that the criterion does not apply, or takes that back. */
export function toggleNotApplicable(answer: Answer): Answer {
  return { ...blank(answer.criterion), comment: answer.comment, not_applicable: !answer.not_applicable };
}

export function mayNotApply(section: SectionOut, criterion: CriterionOut): boolean {
  return criterion.na_allowed || section.na_allowed;
}
