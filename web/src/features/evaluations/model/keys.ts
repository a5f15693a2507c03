import type { CriterionOut } from "@/api/generated";

import { type Answer, withOptions, withValue } from "./answers";

/** A scale with more points than this is typed into a field, not picked from buttons. */
const MOST_POINTS = 11;

/** The points of a scale, least first. */
export function pointsOf({ minimum, maximum, step }: CriterionOut): number[] {
  if (minimum === null || maximum === null || !step) return [];
  const count = Math.round((maximum - minimum) / step);
  return Array.from({ length: count + 1 }, (_, index) => Number((minimum + index * step).toFixed(6)));
}

/** Whether the criterion is answered by buttons; others are typed. */
export function hasButtons(criterion: CriterionOut): boolean {
  if (criterion.kind === "scale") return pointsOf(criterion).length <= MOST_POINTS;
  return criterion.kind === "single" || criterion.kind === "multiple";
}

/** What was typed before, while it may still be the beginning of a longer number. */
export interface Typed {
  criterion: string;
  text: string;
  at: number;
}

/** How long after a digit the next one still belongs to it: `1`, `0` is ten. */
export const TYPING_WINDOW = 900;

function typedValue(points: readonly number[], digit: string, before: string): number | undefined {
  const joined = before + digit;
  const found = [joined, digit].map(Number).find((value) => points.includes(value));
  const alone = before === "" || !points.includes(Number(joined));
  return digit === "0" && alone && points.includes(10) ? 10 : found;
}

function picked(criterion: CriterionOut, answer: Answer, digit: string): Answer | undefined {
  const option = criterion.options[Number(digit) - 1];
  if (!option) return undefined;
  if (criterion.kind === "single") return withOptions(answer, [option.key]);
  const chosen = answer.options ?? [];
  return withOptions(answer, chosen.includes(option.key) ? chosen.filter((key) => key !== option.key) : [...chosen, option.key]);
}

/**
 * The answer after a digit was pressed on a criterion, or undefined when the digit says nothing there.
 * On a scale that reaches 10, `0` alone is ten, and so is `1` followed by `0`; zero has its own key.
 */
export function afterDigit(criterion: CriterionOut, answer: Answer, digit: string, typed: Typed | null, now: number): Answer | undefined {
  if (!hasButtons(criterion)) return undefined;
  if (criterion.kind !== "scale") return picked(criterion, answer, digit);
  const isGoingOn = typed?.criterion === criterion.key && now - typed.at <= TYPING_WINDOW;
  const value = typedValue(pointsOf(criterion), digit, isGoingOn ? typed.text : "");
  return value === undefined ? undefined : withValue(answer, value);
}

/** The answer one point up or down the scale; from nothing, the near end. Undefined where there is no scale. */
export function afterStep(criterion: CriterionOut, answer: Answer, direction: 1 | -1): Answer | undefined {
  if (criterion.kind === "single") return afterOptionStep(criterion, answer, direction);
  if (criterion.kind !== "scale" || !hasButtons(criterion)) return undefined;
  const points = pointsOf(criterion);
  const value = neighbour(points, answer.value === null ? -1 : points.indexOf(answer.value), direction);
  return value === undefined ? undefined : withValue(answer, value);
}

function afterOptionStep(criterion: CriterionOut, answer: Answer, direction: 1 | -1): Answer | undefined {
  const keys = criterion.options.map((option) => option.key);
  const key = neighbour(keys, keys.indexOf(answer.options?.[0] ?? ""), direction);
  return key === undefined ? undefined : withOptions(answer, [key]);
}

function neighbour<T>(all: readonly T[], index: number, direction: 1 | -1): T | undefined {
  if (index < 0) return direction === 1 ? all[0] : all.at(-1);
  return all[Math.min(all.length - 1, Math.max(0, index + direction))];
}

/** The answer zero, where the scale has one. */
export function afterZero(criterion: CriterionOut, answer: Answer): Answer | undefined {
  return criterion.kind === "scale" && pointsOf(criterion).includes(0) ? withValue(answer, 0) : undefined;
}

/** The criterion `by` places after `current`; the first when none is current. */
export function moved(keys: readonly string[], current: string | null, by: 1 | -1): string | undefined {
  const index = current === null ? -1 : keys.indexOf(current);
  if (index < 0) return keys[0];
  return keys[Math.min(keys.length - 1, Math.max(0, index + by))];
}
