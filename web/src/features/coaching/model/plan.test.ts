import { expect, it } from "vitest";

import type { CriterionScoreOut, PlanComparisonOut, SectionOut } from "@/api/generated";

import { queryOf } from "./filters";
import { aimsOf, firstAims, isReal, linesOf, rowsOf } from "./plan";

const section = (...keys: string[]) => ({ criteria: keys.map((key) => ({ key, label: key.toUpperCase(), kind: key === "text" ? "text" : "scale" })) }) as unknown as SectionOut;
const score = (key: string, p: number | null, failed = false) => ({ key, p, failed }) as CriterionScoreOut;

it("offers what failed or fell short as chosen, and no free text", () => {
  const aims = aimsOf([score("a", 1), score("b", 0.5), score("c", 0.9, true), score("d", null)], [section("a", "b"), section("c", "d", "text")]);
  expect(aims.map(({ key }) => key)).toEqual(["a", "b", "c", "d"]);
  expect(firstAims(aims)).toEqual(["b", "c"]);
});

it("offers the lowest when nothing fell short, and nothing when nothing counted", () => {
  expect(firstAims(aimsOf([score("a", 1), score("b", 0.8)], [section("a", "b")]))).toEqual(["b"]);
  expect(firstAims(aimsOf([], [section("a")]))).toEqual([]);
});

it("reads actions line by line", () => {
  expect(linesOf(" Ouvir \n\n  Repetir\n")).toEqual(["Ouvir", "Repetir"]);
});

it("shows the whole first, unless one criterion is the whole", () => {
  const one = { key: "a", label: "A", difference: 3, cautions: [] };
  const found = (criteria: object[], overall: object) => ({ criteria, overall }) as unknown as PlanComparisonOut;
  expect(rowsOf(found([one, { ...one, key: "b" }], { difference: 3 }), "Todos").map(({ label }) => label)).toEqual(["Todos", "A", "A"]);
  expect(rowsOf(found([one], { difference: 3 }), "Todos").map(({ label }) => label)).toEqual(["A"]);
  expect(isReal(found([one], { difference: 3, cautions: [] }))).toBe(true);
  expect(isReal(found([one], { difference: 3, cautions: ["within-chance"] }))).toBe(false);
  expect(isReal(found([one], { difference: null, cautions: [] }))).toBe(false);
});

it("asks the server for several values at once, and for a day as it is", () => {
  expect(queryOf({ status: "open,in_progress", due_before: "2026-12-01" }, "due_on", undefined)).toEqual({
    status: ["open", "in_progress"],
    due_before: "2026-12-01",
    sort: "due_on",
  });
});
