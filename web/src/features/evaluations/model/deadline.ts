import { today } from "@/lib/dates";

/** A deadline as it is said: its day, and how many working days lie between it and today. */
export interface Deadline {
  /** `YYYY-MM-DD` in the installation. */
  day: string;
  isToday: boolean;
  isLate: boolean;
  /** Working days until it, or since it when it is late. */
  workingDays: number;
}

const DAY = 86_400_000;

/** The working days after `from`, up to and with `to`: neither weekends nor holidays. */
export function workingDaysBetween(from: string, to: string, holidays: ReadonlySet<string>): number {
  let count = 0;
  const end = Date.parse(`${to}T00:00:00Z`);
  for (let at = Date.parse(`${from}T00:00:00Z`) + DAY; at <= end; at += DAY) {
    const date = new Date(at);
    const isWeekend = date.getUTCDay() === 0 || date.getUTCDay() === 6;
    if (!isWeekend && !holidays.has(date.toISOString().slice(0, 10))) count += 1;
  }
  return count;
}

/** How a deadline (an instant, the last second of its day) stands at `now`. */
export function deadlineOf(instant: string, holidays: ReadonlySet<string>, now: Date = new Date()): Deadline {
  const day = today(0, new Date(instant));
  const present = today(0, now);
  const isLate = new Date(instant).getTime() < now.getTime();
  const workingDays = isLate ? workingDaysBetween(day, present, holidays) : workingDaysBetween(present, day, holidays);
  return { day, isToday: day === present, isLate, workingDays };
}

type Times = Record<"acknowledge_by" | "decide_by", string | null>;

/** What an evaluation waits for, with its deadline; null when for nothing. */
export function waitOf({ acknowledge_by, decide_by }: Times): { kind: "acknowledge" | "decide"; by: string } | null {
  if (decide_by) return { kind: "decide", by: decide_by };
  return acknowledge_by ? { kind: "acknowledge", by: acknowledge_by } : null;
}
