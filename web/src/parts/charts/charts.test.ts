import { describe, expect, it } from "vitest";

import { layOut, meanPaths, stepPath, type TimePoint } from "./control";
import { domainOf, everyOf, scaleOf, ticksOf } from "./scale";

describe("an axis", () => {
  it("puts a value where it belongs, and never beyond its ends", () => {
    const at = scaleOf([50, 100], [0, 200]);
    expect([at(50), at(75), at(100), at(120)]).toEqual([0, 100, 200, 200]);
  });

  it("has round numbers", () => {
    expect(ticksOf([60, 100])).toEqual([60, 70, 80, 90, 100]);
    expect(ticksOf([0, 1], 4)).toEqual([0, 0.5, 1]);
    expect(ticksOf([5, 5])).toEqual([5]);
  });

  it("never comes so close that little looks like much, and stays on the scale", () => {
    const [low, high] = domainOf([88, 90]);
    expect(high - low).toBeGreaterThanOrEqual(20);
    expect(high).toBeLessThanOrEqual(100);
    expect(domainOf([])).toEqual([0, 100]);
  });

  it("leaves out labels that have no room", () => {
    expect([everyOf(12, 1200, 60), everyOf(90, 600, 60)]).toEqual([1, 9]);
  });
});

describe("a control chart", () => {
  const point = (mean: number | null, limits: [number, number] | null): TimePoint => ({ key: "k", label: "", n: 5, mean, low: null, high: null, lower: limits?.[0] ?? null, upper: limits?.[1] ?? null, signals: [], isSufficient: true });
  const points = [point(80, [70, 90]), point(85, [72, 88]), point(null, null), point(60, [70, 90])];
  const drawn = layOut(points, 80, 400);

  it("draws limits in steps, and none where they are unknown", () => {
    expect(stepPath(points, "upper", drawn).match(/M/g)).toHaveLength(2);
  });

  it("never joins two sides of a change of the scorecard", () => {
    expect(meanPaths(points, [{ index: 3, share: 0, label: "v2" }], drawn)).toHaveLength(2);
    expect(meanPaths(points, [{ index: 1, share: 0.9, label: "v2" }], drawn)[0]).toContain("L");
    expect(meanPaths(points, [], drawn)).toHaveLength(1);
  });
});
