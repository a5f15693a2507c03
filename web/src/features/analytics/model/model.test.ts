import { describe, expect, it } from "vitest";

import { compareCounts, compareEstimates } from "./compare";
import { callsLink, evaluationsLink } from "./links";
import { periodOf } from "./period";
import { trendOf } from "./series";

const NOON = new Date("2026-03-15T15:00:00Z");

describe("the period of an address", () => {
  it("is the last 30 days, both ends included, when none is named", () => {
    expect(periodOf({}, NOON)).toEqual({ preset: "30", from: "2026-02-14", to: "2026-03-15" });
  });

  it("knows this month and the last one, also across the year", () => {
    expect(periodOf({ period: "month" }, NOON)).toMatchObject({ from: "2026-03-01", to: "2026-03-15" });
    expect(periodOf({ period: "last-month" }, NOON)).toMatchObject({ from: "2026-02-01", to: "2026-02-28" });
    expect(periodOf({ period: "last-month" }, new Date("2026-01-05T15:00:00Z"))).toMatchObject({ from: "2025-12-01", to: "2025-12-31" });
  });

  it("takes two days as they are, and refuses what is no period", () => {
    expect(periodOf({ from: "2026-01-01", to: "2026-01-02" }, NOON)).toMatchObject({ preset: "custom", from: "2026-01-01" });
    expect(periodOf({ from: "2026-01-03", to: "2026-01-02", period: "x" }, NOON).preset).toBe("30");
  });
});

describe("the comparison with the period before", () => {
  it("counts what is more, less or the same", () => {
    expect(compareCounts(12, 10)).toEqual({ direction: "up", difference: 2, before: 10 });
    expect(compareCounts(8, 10).direction).toBe("down");
    expect(compareCounts(0, 0).direction).toBe("same");
  });

  it("says that an average moved only when the intervals do not meet", () => {
    const before = { value: 80, low: 75, high: 85 };
    expect(compareEstimates({ value: 84, low: 79, high: 89 }, before)).toEqual({ kind: "indistinct", before: 80 });
    expect(compareEstimates({ value: 92, low: 88, high: 96 }, before)).toEqual({ kind: "up", difference: 12, before: 80 });
    expect(compareEstimates({ value: 60, low: 50, high: 70 }, before).kind).toBe("down");
  });

  it("compares with nothing when there is nothing", () => {
    const nothing = { value: null, low: null, high: null };
    expect(compareEstimates({ value: 92, low: null, high: null }, nothing).kind).toBe("none");
    expect(compareEstimates({ value: 92, low: null, high: null }, { value: 80, low: 75, high: 85 }).kind).toBe("indistinct");
  });
});

describe("the trend", () => {
  const day = (index: number, evaluations: number, average: number | null) => ({ day: `d${index}`, calls: 2, evaluations, average });

  it("draws days while they are few", () => {
    expect(trendOf([day(1, 0, null), day(2, 1, 80)])).toHaveLength(2);
  });

  it("draws weeks when they are many, weighing each day by its evaluations", () => {
    const days = Array.from({ length: 70 }, (_, index) => day(index, index === 69 ? 3 : index === 68 ? 1 : 0, index === 69 ? 90 : index === 68 ? 70 : null));
    const points = trendOf(days);
    expect(points).toHaveLength(10);
    expect(points.at(-1)).toEqual({ from: "d63", to: "d69", calls: 14, evaluations: 4, average: 85 });
  });
});

it("leads from a number to the rows behind it, with the days and team of the page", () => {
  const scope = { from: "2026-03-01", to: "2026-03-15", team_id: "t" };
  expect(callsLink(scope, { status: "open" })).toBe("/calls?status=open&from=2026-03-01&to=2026-03-15&team_id=t");
  expect(evaluationsLink({ from: "2026-03-01", to: "2026-03-15" }, { outcome: "pass" })).toContain("published=true&outcome=pass");
});
