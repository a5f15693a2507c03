import { expect, it } from "vitest";

import type { PerformanceOut } from "@/api/generated";

import { strengthsAndRest } from "./items";
import { dayAfter, linkOf } from "./waiting";

function performance(averages: Record<string, number>): PerformanceOut {
  const keys = Object.keys(averages);
  const by_criterion = Object.fromEntries(keys.map((key) => [key, { n: 6, average: averages[key] }]));
  return { criteria: keys.map((key) => ({ key, label: key })), items: [{ by_criterion }] } as unknown as PerformanceOut;
}

const keys = (items: { key: string }[]) => items.map(({ key }) => key);

it("names strengths first, the best before the others, and the weakest first of the rest", () => {
  const found = strengthsAndRest(performance({ a: 50, b: 90, c: 70, d: 80, e: 60, f: 95, g: 40 }));
  expect([keys(found.strengths), keys(found.improve)]).toEqual([["f", "b", "d"], ["g", "a", "e"]]);
});

it("never names an item twice, and has a strength as soon as there is an item", () => {
  expect(strengthsAndRest(performance({ a: 20 }))).toMatchObject({ strengths: [{ key: "a" }], improve: [] });
  const found = strengthsAndRest(performance({ a: 20, b: 30, c: 10 }));
  expect([keys(found.strengths), keys(found.improve)]).toEqual([["b", "a"], ["c"]]);
  expect(strengthsAndRest(performance({}))).toEqual({ strengths: [], improve: [] });
});

it("leads from a count to the very rows that were counted", () => {
  expect(dayAfter("2026-11-30")).toBe("2026-12-01");
  expect(linkOf("plans", { plans_due_by: "2026-12-31" })).toBe("/coaching?status=open,in_progress&due_before=2027-01-01&sort=due_on");
  expect(linkOf("contests", { plans_due_by: "2026-12-31" })).toBe("/evaluations?waiting_for=contest-decision");
});
