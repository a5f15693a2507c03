import type { AnswerBody, AnswerOut, ContestOut, CriterionOut, Decision, SaidOut, SectionOut, VerdictBody } from "@/api/generated";

import { type Answer, type Answers, blank, isSettled } from "./answers";
import { asAnswers, saidOf } from "./contest";
import { saysSame } from "./changes";
import { shownCriteria } from "./shown";

/** The decision on one item as it is being made. */
export interface Ruling {
  decision: Decision | "";
  /** What holds from now on, where neither the given nor the asked answer does. */
  answer: Answer;
  reason: string;
}

export interface DecideDraft {
  rulings: Readonly<Record<string, Ruling>>;
  reason: string;
}

export const EMPTY_DECISION: DecideDraft = { rulings: {}, reason: "" };

export function rulingOf(draft: DecideDraft, criterion: string): Ruling {
  return draft.rulings[criterion] ?? { decision: "", answer: blank(criterion), reason: "" };
}

export function answerFrom(criterion: string, said: SaidOut | null, comment = ""): Answer {
  if (!said) return { ...blank(criterion), comment };
  const { value, options, text, not_applicable } = said;
  return { criterion, value, options: options ? [...options] : null, text, not_applicable, comment };
}

/** All answers as they would stand after these rulings. */
export function answersAfter(kept: readonly AnswerOut[], contest: ContestOut, draft: DecideDraft): Record<string, Answer> {
  const answers = asAnswers(kept);
  for (const { criterion, asked } of contest.items) {
    const { decision, answer } = rulingOf(draft, criterion);
    const comment = answers[criterion]?.comment ?? "";
    if (decision === "accept") answers[criterion] = answerFrom(criterion, asked, comment);
    if (decision === "replace" && isSettled(answer)) answers[criterion] = { ...answer, comment };
  }
  // What the new answers bring on screen is answered here too; the server counts it only while it is shown.
  for (const [criterion, { answer }] of Object.entries(draft.rulings)) answers[criterion] ??= answer;
  return answers;
}

/** Whether these rulings, as far as they are made, change an answer. */
export function changesAnything({ rulings }: DecideDraft): boolean {
  return Object.values(rulings).some(({ decision, answer }) => decision === "accept" || (decision === "replace" && isSettled(answer)));
}

/** The criteria that these answers bring on screen and that nobody has answered. */
export function appearedIn(sections: readonly SectionOut[], before: Answers, after: Answers): CriterionOut[] {
  const was = shownCriteria(sections, before);
  const is = shownCriteria(sections, after);
  return sections.flatMap((section) => section.criteria).filter(({ key }) => is.has(key) && !was.has(key));
}

export type RulingWant = "choiceNeeded" | "answerNeeded" | "answerSame";

/** What is wanting on each item before it can be sent. */
export function rulingWants(draft: DecideDraft, contest: ContestOut, appeared: readonly CriterionOut[]): Record<string, RulingWant> {
  const wants: Record<string, RulingWant> = {};
  for (const { criterion, given } of contest.items) {
    const { decision, answer } = rulingOf(draft, criterion);
    if (decision === "") wants[criterion] = "choiceNeeded";
    if (decision !== "replace") continue;
    if (!isSettled(answer)) wants[criterion] = "answerNeeded";
    else if (given && saysSame(given, answer)) wants[criterion] = "answerSame";
  }
  for (const { key, required } of appeared) {
    if (required && !isSettled(rulingOf(draft, key).answer)) wants[key] = "answerNeeded";
  }
  return wants;
}

/** The verdicts as the server takes them: every contested item, then what appeared and was answered. */
export function verdictBodies(draft: DecideDraft, contest: ContestOut, appeared: readonly CriterionOut[]): VerdictBody[] {
  const replaced = (answer: Answer) => ({ ...saidOf(answer), ...(answer.text === null ? {} : { text: answer.text }) });
  const contested = contest.items.map(({ criterion }): VerdictBody => {
    const { decision, answer, reason } = rulingOf(draft, criterion);
    return { criterion, decision: decision || "uphold", reason: reason.trim(), ...(decision === "replace" ? replaced(answer) : {}) };
  });
  const brought = appeared
    .map(({ key }) => rulingOf(draft, key))
    .filter(({ answer }) => isSettled(answer))
    .map(({ answer, reason }): VerdictBody => ({ criterion: answer.criterion, decision: "replace", reason: reason.trim(), ...replaced(answer) }));
  return [...contested, ...brought];
}

/** The answers that count, as the preview of a score takes them; only what is on screen. */
export function previewBodies(sections: readonly SectionOut[], after: Answers): AnswerBody[] {
  const shown = shownCriteria(sections, after);
  return Object.values(after)
    .filter((answer) => shown.has(answer.criterion) && isSettled(answer))
    .map(({ criterion, comment, text, ...answer }) => ({ criterion, comment, ...saidOf({ criterion, comment, text, ...answer }), ...(text === null ? {} : { text }) }));
}
