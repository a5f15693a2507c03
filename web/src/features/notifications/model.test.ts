import { describe, expect, it } from "vitest";

import { arrivals, countText } from "./model";

const pulse = (unread: number, latest: string, at: string) => ({ unread, latest_id: latest, latest_at: at, mark: `${String(unread)}.${latest}` });

describe("the number on the bell", () => {
  it("is nothing when nothing waits, and has two digits at most", () => {
    expect([0, 1, 99, 100].map((unread) => countText(unread, "99+"))).toEqual(["", "1", "99", "99+"]);
  });
});

describe("what came between two pulses", () => {
  const before = pulse(2, "b", "2026-11-20T12:00:00Z");

  it("is not said of the first pulse, nor of reading", () => {
    expect(arrivals(undefined, before)).toBe(0);
    expect(arrivals(before, pulse(1, "b", "2026-11-20T12:00:00Z"))).toBe(0);
  });

  it("is counted, and at least one when others were read meanwhile", () => {
    expect(arrivals(before, pulse(4, "d", "2026-11-20T12:05:00Z"))).toBe(2);
    expect(arrivals(before, pulse(1, "d", "2026-11-20T12:05:00Z"))).toBe(1);
  });

  it("is nothing when the newest one only went out of reach", () => {
    expect(arrivals(before, pulse(1, "a", "2026-11-20T11:00:00Z"))).toBe(0);
  });
});
