import { afterEach, describe, expect, it } from "vitest";

import { formatAgo, formatDate, formatDateTime, formatDay, formatDuration, fromLocalInput, today, toLocalInput } from "./dates";
import { setLocale } from "./locale";

afterEach(() => setLocale("pt-BR"));

describe("days and hours are those of São Paulo", () => {
  it("writes an instant after 21:00 UTC on its own day", () => {
    expect(formatDateTime("2026-11-22T01:30:00Z")).toBe("21/11/2026, 22:30");
    expect(formatDate("2026-11-22T01:30:00Z")).toBe("21/11/2026");
    expect(today(0, new Date("2026-11-22T01:30:00Z"))).toBe("2026-11-21");
    expect(today(-30, new Date("2026-11-22T12:00:00Z"))).toBe("2026-10-23");
  });

  it("never moves a day that has no hour", () => {
    expect(formatDay("2026-11-01")).toBe("01/11/2026");
  });

  it("reads and writes the value of a local input, also in the summer time of 2018", () => {
    expect(toLocalInput("2026-11-22T01:30:00Z")).toBe("2026-11-21T22:30");
    expect(fromLocalInput("2026-11-21T22:30")).toBe("2026-11-22T01:30:00.000Z");
    expect(fromLocalInput("2018-12-01T10:00")).toBe("2018-12-01T12:00:00.000Z");
    expect(fromLocalInput(toLocalInput("2018-11-04T04:15:00Z"))).toBe("2018-11-04T04:15:00.000Z");
  });

  it("writes durations and distances", () => {
    expect(formatDuration(125)).toBe("2:05");
    expect(formatDuration(3725)).toBe("1:02:05");
    expect(formatDuration(null)).toBe("—");
    expect(formatAgo("2026-11-22T09:00:00Z", new Date("2026-11-22T12:00:00Z"))).toBe("há 3 horas");
  });
});
