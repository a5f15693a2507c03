import { today } from "@/lib/dates";

/** The periods that have a button; `custom` is any other pair of days. */
export const PRESETS = ["7", "30", "90", "365", "month", "last-month"] as const;

export type Preset = (typeof PRESETS)[number];

export interface Period {
  preset: Preset | "custom";
  from: string;
  to: string;
}

export const DEFAULT_PRESET: Preset = "30";

function isPreset(value: string | undefined): value is Preset {
  return (PRESETS as readonly (string | undefined)[]).includes(value);
}

function lastMonth(day: string): { from: string; to: string } {
  const first = new Date(`${day.slice(0, 7)}-01T00:00:00Z`);
  first.setUTCDate(0);
  const to = first.toISOString().slice(0, 10);
  return { from: `${to.slice(0, 7)}-01`, to };
}

function daysOf(preset: Preset, now: Date): { from: string; to: string } {
  const day = today(0, now);
  if (preset === "last-month") return lastMonth(day);
  return { from: preset === "month" ? `${day.slice(0, 7)}-01` : today(1 - Number(preset), now), to: day };
}

const DAY = /^\d{4}-\d{2}-\d{2}$/;

/** The period an address names: two days of its own, or a preset seen from `now`; `preset` otherwise. */
export function periodOf(filters: { period?: string; from?: string; to?: string }, now: Date = new Date(), preset: Preset = DEFAULT_PRESET): Period {
  const { from, to } = filters;
  if (from && to && DAY.test(from) && DAY.test(to) && from <= to) return { preset: "custom", from, to };
  const chosen = isPreset(filters.period) ? filters.period : preset;
  return { preset: chosen, ...daysOf(chosen, now) };
}

/** How many days a question spans; a reporting month counts as one. */
export function daysBetween({ from, to }: { from?: string; to?: string }): number {
  if (!from || !to) return 30;
  return Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000) + 1;
}
