import { describe, expect, it } from "vitest";

import type { CriterionOut, SectionOut } from "@/api/generated";
import { makeCriterion as criterion, makeOption as option } from "@/testing/criteria";

import { type Answer, blank, toggleNotApplicable, withOptions, withValue } from "./answers";
import { afterDigit, afterStep, afterZero, hasButtons, moved, pointsOf, type Typed } from "./keys";
import { issuesByCriterion } from "./pointers";
import { lacksOf, needsComment, shownCriteria } from "./shown";

function section(...criteria: CriterionOut[]): SectionOut {
  return { key: "s", label: "s", weight: 1, na_allowed: false, excluded: false, criteria };
}

const scale = criterion("a");
const single = criterion("q", { kind: "single", minimum: null, maximum: null, step: null, options: [option("no", 0), option("yes", 1)] });
const digit = (key: string, typed: Typed | null = null, of: CriterionOut = scale) => afterDigit(of, blank(of.key), key, typed, 1000)?.value;

describe("digits", () => {
  it("give their score, and 0 alone gives ten", () => {
    expect(digit("7")).toBe(7);
    expect(digit("0")).toBe(10);
  });

  it("read 1 then 0 as ten, while the typing goes on", () => {
    expect(digit("0", { criterion: "a", text: "1", at: 500 })).toBe(10);
    expect(digit("0", { criterion: "a", text: "7", at: 500 })).toBe(10);
    expect(digit("5", { criterion: "a", text: "1", at: 500 })).toBe(5);
  });

  it("say nothing where the scale has no such point", () => {
    const short = criterion("b", { minimum: 1, maximum: 5 });
    expect(digit("9", null, short)).toBeUndefined();
    expect(digit("5", null, short)).toBe(5);
    expect(digit("0", null, criterion("c", { maximum: 3 }))).toBe(0);
  });

  it("choose an option by its place, and toggle where several may hold", () => {
    expect(afterDigit(single, blank("q"), "2", null, 0)?.options).toEqual(["yes"]);
    expect(afterDigit(single, blank("q"), "3", null, 0)).toBeUndefined();
    const many = { ...single, kind: "multiple" as const };
    const one = afterDigit(many, blank("q"), "1", null, 0) as Answer;
    expect(afterDigit(many, one, "2", null, 0)?.options).toEqual(["no", "yes"]);
    expect(afterDigit(many, one, "1", null, 0)?.options).toEqual([]);
  });

  it("leave what is typed into a field alone", () => {
    const wide = criterion("w", { maximum: 100 });
    expect(hasButtons(wide)).toBe(false);
    expect(digit("5", null, wide)).toBeUndefined();
  });
});

describe("other keys", () => {
  it("step along the scale and stop at its ends", () => {
    expect(afterStep(scale, withValue(blank("a"), 9), 1)?.value).toBe(10);
    expect(afterStep(scale, withValue(blank("a"), 10), 1)?.value).toBe(10);
    expect(afterStep(scale, blank("a"), 1)?.value).toBe(0);
    expect(afterStep(single, withOptions(blank("q"), ["no"]), 1)?.options).toEqual(["yes"]);
  });

  it("give zero only where there is one", () => {
    expect(afterZero(scale, blank("a"))?.value).toBe(0);
    expect(afterZero(criterion("b", { minimum: 1 }), blank("b"))).toBeUndefined();
  });

  it("move between criteria without leaving the form", () => {
    expect(moved(["a", "b"], null, 1)).toBe("a");
    expect(moved(["a", "b"], "b", 1)).toBe("b");
    expect(moved(["a", "b"], "b", -1)).toBe("a");
  });

  it("draw every point of a scale, also with a fraction as step", () => {
    expect(pointsOf(criterion("f", { maximum: 1, step: 0.1 }))).toHaveLength(11);
  });
});

describe("what is shown and what is missing", () => {
  const why = criterion("why", { kind: "text", shown_when: { criterion: "q", options: ["no"], at_least: null, at_most: null } });
  const deeper = criterion("deeper", { shown_when: { criterion: "why2", options: [], at_least: null, at_most: 5 } });
  const why2 = criterion("why2", { shown_when: { criterion: "a", options: [], at_least: null, at_most: 5 } });
  const no = { q: withOptions(blank("q"), ["no"]) };

  it("shows a criterion when the answer it waits for is given", () => {
    expect(shownCriteria([section(single, why)], {}).has("why")).toBe(false);
    expect(shownCriteria([section(single, why)], no).has("why")).toBe(true);
    expect(shownCriteria([section(single, why)], { q: toggleNotApplicable(blank("q")) }).has("why")).toBe(false);
  });

  it("hides what hangs on a hidden criterion", () => {
    const answers = { a: withValue(blank("a"), 9), why2: withValue(blank("why2"), 1) };
    expect([...shownCriteria([section(scale, why2, deeper)], answers)]).toEqual(["a"]);
  });

  it("asks for required answers that are shown, in the order of the form", () => {
    const lacks = lacksOf([section(scale, single, why)], no).map(({ criterion: { key }, lack }) => [key, lack]);
    expect(lacks).toEqual([
      ["a", "answer"],
      ["why", "answer"],
    ]);
  });

  it("asks for the comment that a low answer needs", () => {
    const strict = criterion("a", { comment_required: "below", comment_below: 6 });
    expect(needsComment(strict, withValue(blank("a"), 6))).toBe(false);
    expect(needsComment(strict, withValue(blank("a"), 5))).toBe(true);
    expect(lacksOf([section(strict)], { a: withValue(blank("a"), 5) })[0]?.lack).toBe("comment");
  });

  it("lets a section that may not apply leave only as a whole", () => {
    const whole = { ...section(scale, criterion("b")), na_allowed: true };
    const a = toggleNotApplicable(blank("a"));
    expect(lacksOf([whole], { a, b: withValue(blank("b"), 5) })[0]?.lack).toBe("not-applicable");
    expect(lacksOf([whole], { a, b: toggleNotApplicable(blank("b")) })).toEqual([]);
  });
});

it("finds the criterion that a refusal points at, by place or by key", () => {
  const issue = (pointer: string) => ({ pointer, message: pointer, rule: "" });
  const sent = [blank("a"), blank("b")];
  expect(issuesByCriterion([issue("/answers/1/value"), issue("/answers/c"), issue("/summary")], sent)).toEqual({ b: "/answers/1/value", c: "/answers/c" });
});
