import { describe, expect, it } from "vitest";

import type { AnswerOut, ContestOut, CriterionOut, RevisionOut, SaidOut, SectionOut } from "@/api/generated";
import { makeCriterion, makeOption as option } from "@/testing/criteria";

import { blank, withOptions, withValue } from "./answers";
import { changesOf, saysSame } from "./changes";
import { contestable, EMPTY_CONTEST, itemBodies, itemErrors, markedIn, wantsOf } from "./contest";
import { answersAfter, appearedIn, type DecideDraft, previewBodies, rulingWants, verdictBodies } from "./decide";
import { deadlineOf, workingDaysBetween } from "./deadline";
import { clausesOf } from "./standing";
import { storyOf } from "./story";
import type { Evaluation } from "../queries";

const criterion = (key: string, patch: Partial<CriterionOut> = {}): CriterionOut => makeCriterion(key, { label: key.toUpperCase(), ...patch });
const yesNo = criterion("q", { kind: "single", options: [option("no", 0), option("yes", 1)] });
const why = criterion("why", { shown_when: { criterion: "q", options: ["no"], at_least: null, at_most: null } });
const note = criterion("note", { kind: "text" });
const SECTIONS: SectionOut[] = [{ key: "s", label: "S", weight: 1, na_allowed: false, excluded: false, criteria: [criterion("a"), criterion("b"), yesNo, why, note] }];

const said = (patch: Partial<SaidOut> = {}): SaidOut => ({ value: null, options: null, text: null, not_applicable: false, ...patch });
const answer = (key: string, patch: Partial<AnswerOut>): AnswerOut => ({ criterion: key, ...said(), na_source: null, comment: "", ...patch });
const A6 = answer("a", { value: 6 });
const B8 = answer("b", { value: 8 });
const YES = answer("q", { options: ["yes"] });
const KEPT = [A6, B8, YES, answer("why", { not_applicable: true, na_source: "condition" }), answer("note", { text: "ok" })];

function revision(number: number, answers: AnswerOut[], patch: Partial<RevisionOut> = {}): RevisionOut {
  return { number, answers, overall_score: 80, raw_score: 80, outcome: "fail", critical_score: null, has_fatal: false, at: `2026-11-2${String(number)}T12:00:00Z`, by_id: "e", by_name: "Eva", is_current: true, reason: "", ...patch };
}

function contest(patch: Partial<ContestOut> = {}): ContestOut {
  const item = { criterion: "a", given: said({ value: 6 }), asked: said({ value: 9 }), reason: "Ouça.", at_seconds: null, recording_id: null, decision: null, decided: null, decided_reason: "" };
  return { id: "c", round: 1, status: "open", comment: "", opened_at: "2026-11-21T13:00:00Z", decide_by: "2026-11-30T02:59:59Z", files: [], decided_at: null, decided_by_id: null, decided_by_name: null, reason: "", items: [item], ...patch };
}

describe("what changed between revisions", () => {
  const turns = (before: AnswerOut[], after: AnswerOut[]) => changesOf(revision(1, before), revision(2, after), SECTIONS).map(({ criterion: { key }, turn }) => `${key} ${turn}`);

  it("comes first, each with the way it went", () => {
    const after = [A6, answer("b", { value: 9 }), answer("q", { options: ["no"] }), answer("why", { value: 5 })];
    expect(turns(KEPT, after)).toEqual(["b up", "q down", "why added", "note removed", "a same"]);
  });

  it("is a change without a direction where an answer ceases to apply", () => {
    expect(turns([A6], [answer("a", { not_applicable: true })])).toEqual(["a other"]);
  });

  it("is nothing for remarks, for the order of options and for spaces around a text", () => {
    expect(turns([A6], [{ ...A6, comment: "Novo" }])).toEqual(["a same"]);
    expect(saysSame(said({ options: ["x", "y"] }), said({ options: ["y", "x"] }))).toBe(true);
    expect(saysSame(said({ text: "ok" }), said({ text: " ok " }))).toBe(true);
    expect(saysSame(said({ options: [] }), said())).toBe(false);
  });
});

describe("deadlines", () => {
  const holidays = new Set(["2026-11-20"]);
  const now = new Date("2026-11-19T15:00:00Z");

  it("count working days only", () => {
    expect(workingDaysBetween("2026-11-19", "2026-11-26", holidays)).toBe(4);
    expect(workingDaysBetween("2026-11-19", "2026-11-26", new Set())).toBe(5);
    expect(workingDaysBetween("2026-11-20", "2026-11-22", holidays)).toBe(0);
  });

  it("end with their day in the installation, not in UTC", () => {
    expect(deadlineOf("2026-11-27T02:59:59Z", holidays, now)).toEqual({ day: "2026-11-26", isToday: false, isLate: false, workingDays: 4 });
    expect(deadlineOf("2026-11-20T02:59:59Z", holidays, now)).toMatchObject({ day: "2026-11-19", isToday: true, isLate: false });
  });

  it("say by how many working days they are late", () => {
    expect(deadlineOf("2026-11-17T02:59:59Z", holidays, now)).toMatchObject({ day: "2026-11-16", isLate: true, workingDays: 3 });
  });
});

describe("a contest that is written", () => {
  const draft = { ...EMPTY_CONTEST, marked: ["b", "a"], items: { a: { answer: withValue(blank("a"), 9), reason: " Ouça. ", moment: { recording_id: "r", at_seconds: 4 } }, b: { answer: withValue(blank("b"), 8), reason: "", moment: null } } };
  const criteria = SECTIONS.flatMap((section) => section.criteria);

  it("offers what was on screen and can count", () => {
    expect(contestable(SECTIONS, KEPT).flatMap((section) => section.criteria.map(({ key }) => key))).toEqual(["a", "b", "q"]);
  });

  it("is sent in the order of the form", () => {
    expect(itemBodies(draft, markedIn(draft, criteria))).toEqual([
      { criterion: "a", value: 9, reason: "Ouça.", recording_id: "r", at_seconds: 4 },
      { criterion: "b", value: 8, reason: "" },
    ]);
  });

  it("lacks a reason, an answer, or a change", () => {
    const given = { a: withValue(blank("a"), 6), b: withValue(blank("b"), 8) };
    expect(wantsOf(draft, ["a", "b"], given)).toEqual({ b: { answer: "answerSame", reason: "reasonNeeded" } });
    expect(wantsOf({ ...draft, items: {} }, ["a"], given)).toEqual({ a: { answer: "answerNeeded", reason: "reasonNeeded" } });
  });

  it("shows what the server refuses at the item and part it points at", () => {
    const issue = (pointer: string, rule = "") => ({ pointer, message: pointer, rule });
    const issues = [issue("/items/1/value"), issue("/items/0", "answer-same"), issue("/items/0/at_seconds"), issue("/items/0/reason"), issue("/items/why", "answer-required"), issue("/items/1/criterion"), issue("/items"), issue("/comment")];
    expect(itemErrors(issues, ["a", "b"])).toEqual({
      items: { a: { answer: "/items/0", moment: "/items/0/at_seconds", reason: "/items/0/reason" }, b: { answer: "/items/1/value", item: "/items/1/criterion" }, why: { answer: "/items/why" } },
      rest: ["/items", "/comment"],
    });
  });
});

describe("a decision that is made", () => {
  const ruling = (decision: "uphold" | "accept" | "replace" | "", over = blank("a")) => ({ decision, answer: over, reason: "" });
  const draft = (rulings: DecideDraft["rulings"]): DecideDraft => ({ rulings, reason: "" });

  it("gives the answers that would stand", () => {
    expect(answersAfter(KEPT, contest(), draft({ a: ruling("accept") }))["a"]?.value).toBe(9);
    expect(answersAfter(KEPT, contest(), draft({ a: ruling("replace", withValue(blank("a"), 7)) }))["a"]?.value).toBe(7);
    expect(answersAfter(KEPT, contest(), draft({ a: ruling("replace") }))["a"]?.value).toBe(6);
    expect(answersAfter(KEPT, contest(), draft({ a: ruling("uphold") }))["a"]?.value).toBe(6);
  });

  it("asks for what the new answers bring on screen, and sends it along", () => {
    const asked = contest({ items: [{ ...contest().items[0]!, criterion: "q", given: said({ options: ["yes"] }), asked: said({ options: ["no"] }) }] });
    const before = answersAfter(KEPT, asked, draft({}));
    const made = draft({ q: { ...ruling("accept"), answer: blank("q") } });
    const appeared = appearedIn(SECTIONS, before, answersAfter(KEPT, asked, made));
    expect(appeared.map(({ key }) => key)).toEqual(["why"]);
    expect(rulingWants(made, asked, appeared)).toEqual({ why: "answerNeeded" });
    const whole = draft({ ...made.rulings, why: { decision: "", answer: withValue(blank("why"), 4), reason: "" } });
    expect(rulingWants(whole, asked, appeared)).toEqual({});
    expect(verdictBodies(whole, asked, appeared)).toEqual([
      { criterion: "q", decision: "accept", reason: "" },
      { criterion: "why", decision: "replace", reason: "", value: 4 },
    ]);
    expect(previewBodies(SECTIONS, answersAfter(KEPT, asked, whole)).map(({ criterion: key }) => key).sort()).toEqual(["a", "b", "note", "q", "why"]);
  });

  it("lacks a choice, an answer, or another answer than the given one", () => {
    expect(rulingWants(draft({}), contest(), [])).toEqual({ a: "choiceNeeded" });
    expect(rulingWants(draft({ a: ruling("replace") }), contest(), [])).toEqual({ a: "answerNeeded" });
    expect(rulingWants(draft({ a: ruling("replace", withValue(blank("a"), 6)) }), contest(), [])).toEqual({ a: "answerSame" });
    expect(verdictBodies(draft({ a: ruling("replace", withOptions(blank("a"), ["x"])) }), contest(), [])).toEqual([{ criterion: "a", decision: "replace", reason: "", options: ["x"] }]);
  });
});

it("tells the story in order, with the score that each decision led to", () => {
  const decided = contest({ status: "changed", decided_at: "2026-11-22T12:00:00Z", decided_by_name: "Ada" });
  const told = {
    revisions: [revision(1, KEPT), revision(2, KEPT, { overall_score: 92 })],
    contests: [decided],
    acknowledgements: [{ at: "2026-11-23T12:00:00Z", agrees: false, comment: "Ainda não.", revision: 2 }],
    operator_name: "João",
    closed_at: "2026-11-24T12:00:00Z",
    closed_by_name: "Sônia",
  };
  const story = storyOf(told);
  expect(story.map(({ kind }) => kind)).toEqual(["published", "contested", "changed", "disagreed", "closed"]);
  expect(story[2]).toMatchObject({ name: "Ada", score: 92 });
  expect(story[4]).toEqual({ kind: "closed", at: told.closed_at, name: "Sônia" });
  expect(storyOf({ ...told, closed_by_name: null }).at(-1)).toEqual({ kind: "expired", at: told.closed_at });
});

it("says what is waited for, to the operator and to who leads", () => {
  const at = (patch: Partial<Evaluation>) => ({ status: "published", actions: [], acknowledge_by: null, contest_by: null, decide_by: null, ...patch }) as unknown as Evaluation;
  const says = (patch: Partial<Evaluation>, isOwn: boolean) => clausesOf(at(patch), isOwn).map((clause) => clause.says);
  const open = { acknowledge_by: "2026-11-27T02:59:59Z", contest_by: "2026-11-27T02:59:59Z" };
  expect(says({ ...open, actions: ["acknowledge", "contest"] }, true)).toEqual(["own.acknowledge", "own.contest"]);
  expect(says({ ...open, actions: ["acknowledge"] }, true)).toEqual(["own.acknowledge"]);
  expect(says(open, false)).toEqual(["lead.acknowledge", "lead.mayContest"]);
  expect(says({ status: "contested", decide_by: "2026-11-27T02:59:59Z" }, false)).toEqual(["lead.contestedOther"]);
  expect(says({ status: "contested", decide_by: "2026-11-27T02:59:59Z", actions: ["decide"] }, false)).toEqual(["lead.contested"]);
  expect(says({ status: "changed", acknowledge_by: open.acknowledge_by }, true)).toEqual(["own.acknowledgeAgain"]);
  expect(says({}, true)).toEqual(["own.acknowledgeOpen"]);
  expect(says({}, false)).toEqual(["lead.acknowledgeOpen"]);
  expect(says({ status: "closed" }, false)).toEqual(["lead.closed"]);
});
