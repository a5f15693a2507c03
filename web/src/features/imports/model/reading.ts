import type { ImportBriefOut } from "@/api/generated";
import { formatDuration, ZONE } from "@/lib/dates";
import { getLocale } from "@/lib/locale";
import { formatNumber } from "@/lib/numbers";

const MOMENTS = ["started_at", "ended_at", "date", "time"];
/** The fields whose values are read, not merely kept: their reading is shown beside what the file says. */
export const READ_FIELDS: readonly string[] = [...MOMENTS, "duration_seconds", "csat"];

function written(instant: Date, options: Intl.DateTimeFormatOptions): string {
  return new Intl.DateTimeFormat(getLocale(), { day: "numeric", month: "long", year: "numeric", ...options }).format(instant);
}

/** `2026-11-03` as `3 de novembro de 2026`: the month as a word, so that nobody takes it for the day. */
export function spokenDay(day: string): string {
  return written(new Date(`${day}T00:00:00Z`), { timeZone: "UTC" });
}

/** A value of a preview as a person reads it. */
export function readingText(field: string, value: string): string {
  if (field === "duration_seconds") return formatDuration(Number(value));
  if (field === "csat") return formatNumber(Number(value), 2);
  if (!MOMENTS.includes(field)) return value;
  const instant = new Date(value);
  if (Number.isNaN(instant.getTime())) return value;
  return written(instant, { timeZone: ZONE, hour: "2-digit", minute: "2-digit", second: "2-digit" });
}



/** How many rows of a kind, 0 when none were counted. */
export function countOf(found: Pick<ImportBriefOut, "counts">, name: string): number {
  return found.counts[name] ?? 0;
}
