import type { AnswerOut, CriterionOut, RevisionOut, SectionOut } from "@/api/generated";

/** What an answer says, without what was remarked beside it. */
export type Said = Pick<AnswerOut, "value" | "options" | "text" | "not_applicable">;

export type Turn = "up" | "down" | "other" | "added" | "removed" | "same";

/** One item in two revisions. An answer is undefined where the item was not part of the evaluation. */
export interface Change {
  criterion: CriterionOut;
  before: AnswerOut | undefined;
  after: AnswerOut | undefined;
  turn: Turn;
}

const sorted = (options: readonly string[] | null): string => JSON.stringify(options === null ? null : [...options].sort());

export function saysSame(one: Said, other: Said): boolean {
  if (one.not_applicable || other.not_applicable) return one.not_applicable === other.not_applicable;
  return one.value === other.value && sorted(one.options) === sorted(other.options) && (one.text ?? "").trim() === (other.text ?? "").trim();
}

/** What an answer is worth, to tell a rise from a fall; null where that has no sense. */
function worth(criterion: CriterionOut, said: Said): number | null {
  if (said.not_applicable) return null;
  if (said.value !== null) return said.value;
  if (!said.options) return null;
  const scores = said.options.map((key) => criterion.options.find((option) => option.key === key)?.score ?? null);
  return scores.includes(null) ? null : scores.reduce<number>((sum, score) => sum + (score ?? 0), 0);
}

function turnOf(criterion: CriterionOut, before: AnswerOut | undefined, after: AnswerOut | undefined): Turn {
  if (!before) return "added";
  if (!after) return "removed";
  if (saysSame(before, after)) return "same";
  const [from, to] = [worth(criterion, before), worth(criterion, after)];
  if (from === null || to === null || from === to) return "other";
  return to > from ? "up" : "down";
}

/** Answers that are part of an evaluation: what a condition hid is not. */
function standing(revision: RevisionOut): Map<string, AnswerOut> {
  return new Map(revision.answers.filter(({ na_source }) => na_source !== "condition").map((answer) => [answer.criterion, answer]));
}

/** What two revisions say of every item that either has: first what changed, then the rest, each in the order of the form. */
export function changesOf(from: RevisionOut, to: RevisionOut, sections: readonly SectionOut[]): Change[] {
  const [before, after] = [standing(from), standing(to)];
  const all = sections
    .flatMap((section) => section.criteria)
    .filter(({ key }) => before.has(key) || after.has(key))
    .map((criterion) => {
      const pair = [before.get(criterion.key), after.get(criterion.key)] as const;
      return { criterion, before: pair[0], after: pair[1], turn: turnOf(criterion, ...pair) };
    });
  return [...all.filter(({ turn }) => turn !== "same"), ...all.filter(({ turn }) => turn === "same")];
}
