import { expect, it } from "vitest";

import { blank } from "./answers";
import { type Moment, momentsEntry, momentsIn, momentsSent, withMoment, withoutMoment } from "./moments";
import { changesOf } from "./transport";

const moment = (id: string, at_seconds: number): Moment => ({ id, recording_id: "r", at_seconds, until_seconds: null, criterion: null, comment: "" });

it("is the same text whatever the order of pinning", () => {
  const [one, two] = [moment("a", 9), moment("b", 3)];
  expect(momentsEntry([one, two])).toEqual(momentsEntry([two, one]));
  expect(momentsIn(momentsEntry([one, two]))).toEqual([two, one]);
  expect(momentsEntry([])).toEqual(momentsEntry(withoutMoment([one], "a")));
});

it("replaces a moment by its id", () => {
  expect(withMoment([moment("a", 9)], { ...moment("a", 9), comment: "x" })).toEqual([{ ...moment("a", 9), comment: "x" }]);
});

it("goes to the server beside the answers, and only when it changed", () => {
  const answer = { ...blank("greeting"), value: 8 };
  expect(changesOf([answer])).not.toHaveProperty("moments");
  expect(changesOf([answer, momentsEntry([moment("a", 1)])])).toMatchObject({ answers: [{ criterion: "greeting" }], moments: [{ id: "a" }] });
  expect(momentsSent([momentsEntry([])])).toEqual({ moments: [] });
});
