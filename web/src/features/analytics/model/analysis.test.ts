import { describe, expect, it } from "vitest";

import { askedOf, monthOf, narrowedBy } from "./asked";
import { bandBehind, bandsShown } from "./bands";
import { callsBehind, contestsBehind, evaluationsBehind, lossBehind } from "./behind";
import { otherPeriod } from "./comparison";
import { attentionOf, turned } from "./heat";
import { callsAt, hoursOf } from "./hours";
import { linkOfItem } from "./item-links";
import { daysBetween } from "./period";
import { stretchBehind } from "./relations";
import { signed } from "./signed";
import { grainOf, timeBreaks, timePoints, wholeLabel } from "./time";

const NOON = new Date("2026-03-15T15:00:00Z");
const DAYS = { from: "2026-01-01", to: "2026-01-31" };

function estimate(n: number, mean: number | null, is_sufficient = n >= 5) {
  return { n, mean, low: null, high: null, is_sufficient };
}

describe("what the address asks", () => {
  it("is the last 90 days of everything when it says nothing", () => {
    expect(askedOf({}, NOON)).toEqual({ from: "2025-12-16", to: "2026-03-15" });
  });

  it("takes several values between commas, and the raw score", () => {
    expect(askedOf({ period: "7", team_id: "a,b", origin: "random", score: "raw" }, NOON)).toEqual({ from: "2026-03-09", to: "2026-03-15", team_id: ["a", "b"], origin: ["random"], score: "raw" });
    expect(narrowedBy({ team_id: "a", origin: "random", period: "7" })).toBe(2);
  });

  it("names a reporting month instead of days, if it is one", () => {
    expect(askedOf({ month: "2026-02", from: "2026-01-01", to: "2026-01-02" }, NOON)).toEqual({ month: "2026-02" });
    expect(monthOf({ month: "fevereiro" })).toBeUndefined();
  });

  it("spans so many days", () => {
    expect(daysBetween(DAYS)).toBe(31);
    expect(daysBetween({})).toBe(30);
  });
});

describe("the rows behind a number", () => {
  it("are published, of those days, within the filters, and narrower where the number is", () => {
    const asked = { ...DAYS, team_id: ["a", "b"], criterion: ["empathy"] };
    expect(evaluationsBehind(asked, DAYS, { criterion: undefined, criterion_failed: "empathy" })).toBe("/evaluations?published=true&from=2026-01-01&to=2026-01-31&team_id=a,b&criterion_failed=empathy");
    expect(callsBehind(asked, DAYS, { hour: "9" })).toBe("/calls?from=2026-01-01&to=2026-01-31&team_id=a,b&hour=9");
  });

  it("are those of one item of a comparison, or of the other period", () => {
    expect(linkOfItem("operator", { id: "x", label: "Ana" }, DAYS, DAYS)).toContain("operator_id=x");
    expect(linkOfItem("period", { id: "previous", label: "2025-01-01/2025-01-31" }, DAYS, DAYS)).toContain("from=2025-01-01&to=2025-01-31");
    expect(linkOfItem("team", { id: null, label: "" }, { ...DAYS, team_id: ["a"] }, DAYS)).toBe("/evaluations?published=true&from=2026-01-01&to=2026-01-31&without_team=true");
  });

  it("are those of any of several items", () => {
    expect(evaluationsBehind({ ...DAYS, criterion: ["empathy", "closing"] }, DAYS)).toContain("criterion=empathy,closing");
  });

  it("are those of a band: of final scores, of raw ones, of what items earned", () => {
    const band = { low: 80, high: 85, n: 1 };
    expect(bandBehind(DAYS, DAYS, band)).toContain("min_score=80&max_score=84.99");
    expect(bandBehind({ ...DAYS, score: "raw" }, DAYS, band)).toContain("raw_from=80&raw_to=84.99");
    expect(bandBehind({ ...DAYS, criterion: ["empathy"] }, DAYS, { ...band, high: 100 })).toContain("criterion=empathy&criterion_from=80&criterion_to=100");
  });

  it("are those of a stretch, both ends met, and of contests whenever their evaluations were published", () => {
    expect(stretchBehind(DAYS, DAYS, "handling_time", { low: 60, high: 90 })).toContain("handling_from=60&handling_to=90");
    expect(contestsBehind(DAYS, DAYS, "empathy")).toBe("/evaluations?published=true&contested_criterion=empathy&contested_from=2026-01-01&contested_to=2026-01-31");
  });

  it("are those that lost anything where none failed", () => {
    expect(lossBehind(DAYS, DAYS, { criterion: "empathy", failed: { count: 1 }, lost_points: 9 })).toContain("criterion_failed=empathy");
    expect(lossBehind(DAYS, DAYS, { criterion: "empathy", failed: { count: 0 }, lost_points: 9 })).toContain("criterion=empathy&criterion_to=99.9999");
    expect(lossBehind(DAYS, DAYS, { criterion: "empathy", failed: { count: 0 }, lost_points: 0 })).toBeUndefined();
  });
});

describe("time", () => {
  it("is grouped so that a chart has a dozen points or two", () => {
    expect([grainOf(undefined, 7), grainOf(undefined, 90), grainOf(undefined, 365), grainOf("day", 365)]).toEqual(["day", "week", "month", "day"]);
  });

  it("marks a change of the scorecard at its day, within the point that holds it", () => {
    const points = [{ from: "2026-01-01", to: "2026-01-07" }, { from: "2026-01-08", to: "2026-01-14" }];
    const change = { on: "2026-01-09", scorecard_id: "s", scorecard_name: "Ficha", from_version: 1, to_version: 2, changed: [] };
    expect(timeBreaks([change, { ...change, on: "2027-01-01" }], points)).toEqual([{ index: 1, share: 1 / 7, label: "v2" }]);
  });

  it("leads from a point to its days, but not from an empty one", () => {
    const point = { from: "2026-01-01", to: "2026-01-07", lower_limit: null, upper_limit: null, signals: [] };
    const [full, empty] = timePoints([{ ...point, estimate: estimate(3, 80) }, { ...point, estimate: estimate(0, null) }], "week", DAYS);
    expect(full?.to).toContain("from=2026-01-01&to=2026-01-07");
    expect(empty?.to).toBeUndefined();
    expect(wholeLabel({ from: "2026-01-01", to: "2026-01-01" })).toBe("01/01/2026");
  });

  it("has the same days a year earlier", () => {
    expect(otherPeriod(DAYS, "year")).toEqual({ with_from: "2025-01-01", with_to: "2025-01-31" });
    expect(otherPeriod(DAYS, "previous")).toEqual({});
  });
});

describe("the heat map", () => {
  it("asks for attention where a score is low, and never for what rests on too little", () => {
    const level = attentionOf([estimate(9, 90), estimate(9, 50), estimate(2, 10)]);
    expect(level(estimate(9, 90))).toBe(0);
    expect(level(estimate(9, 50))).toBe(1);
    expect(level(estimate(2, 10))).toBe(0);
  });

  it("does not make much of little differences", () => {
    expect(attentionOf([estimate(9, 90), estimate(9, 88)])(estimate(9, 88))).toBeCloseTo(0.1);
  });

  it("is turned, so that forty people stand below each other", () => {
    const cells = [{ id: "a", estimate: estimate(9, 90) }, null];
    expect(turned({ columns: [{ id: "a", label: "Ana" }, { id: "b", label: "Bia" }], rows: [{ criterion: "empathy", label: "Empatia", cells, estimate: estimate(9, 90) }] })).toMatchObject([{ label: "Ana", cells: [{ mean: 90 }] }, { label: "Bia", cells: [null] }]);
  });
});

it("shows the bands from the first score on", () => {
  const bands = Array.from({ length: 20 }, (_, index) => ({ low: index * 5, high: index * 5 + 5, n: index === 9 ? 1 : 0 }));
  expect(bandsShown(bands)[0]?.low).toBe(40);
});

it("shows the hours with calls, quiet ones between them too", () => {
  const cells = [{ weekday: 1, hour: 8, calls: 2 }, { weekday: 2, hour: 11, calls: 1 }, { weekday: 3, hour: 20, calls: 0 }];
  expect(hoursOf(cells)).toEqual([8, 9, 10, 11]);
  expect(callsAt(cells)(1, 8)).toBe(2);
  expect(callsAt(cells)(7, 8)).toBe(0);
});

it("writes a sign where the sign is the meaning", () => {
  expect([signed(2.14), signed(-0.4), signed(-0.01)]).toEqual(["+2,1", "−0,4", "0,0"]);
});
