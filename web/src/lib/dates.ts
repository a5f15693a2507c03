import { getLocale } from "./locale";

/** Days and hours are always those of the installation, wherever the browser is. */
export const ZONE = "America/Sao_Paulo";

function format(value: string | Date, options: Intl.DateTimeFormatOptions): string {
  const date = typeof value === "string" ? new Date(value) : value;
  if (Number.isNaN(date.getTime())) return "—";
  return new Intl.DateTimeFormat(getLocale(), { timeZone: ZONE, ...options }).format(date);
}

/** An instant as its day, `22/11/2026`. */
export function formatDate(value: string | Date | null | undefined): string {
  return value ? format(value, { dateStyle: "short" }) : "—";
}

/** An instant as day and hour, `22/11/2026, 14:05`. */
export function formatDateTime(value: string | Date | null | undefined): string {
  return value ? format(value, { day: "2-digit", month: "2-digit", year: "numeric", hour: "2-digit", minute: "2-digit" }) : "—";
}

/** An instant as its hour, `14:05`. */
export function formatTime(value: string | Date | null | undefined): string {
  return value ? format(value, { hour: "2-digit", minute: "2-digit" }) : "—";
}

/** A day without an hour (`2026-11-22`) as `22/11/2026`: never moved by a zone. */
export function formatDay(day: string): string {
  return formatBareDay(day, { dateStyle: "short" });
}

function formatBareDay(day: string, options: Intl.DateTimeFormatOptions): string {
  return new Intl.DateTimeFormat(getLocale(), { timeZone: "UTC", ...options }).format(new Date(`${day}T00:00:00Z`));
}

/** A day without an hour as its day and month, `27/11`. */
export function formatDayMonth(day: string): string {
  return formatBareDay(day, { day: "2-digit", month: "2-digit" });
}

/** The weekday of a day without an hour as it is said: `sexta`, not `sexta-feira`. */
export function formatWeekday(day: string): string {
  return formatBareDay(day, { weekday: "long" }).replace("-feira", "");
}

export function isWeekday(day: number): boolean {
  return Number.isInteger(day) && day >= 1 && day <= 7;
}

/** An ISO weekday (1 is Monday) as it is said, `segunda`. */
export function weekdayName(day: number): string {
  // The fifth of January 2026 is a Monday.
  return formatWeekday(`2026-01-${String(4 + day).padStart(2, "0")}`);
}

/** `125` seconds as `2:05`, an hour and more as `1:02:05`. */
export function formatDuration(seconds: number | null | undefined): string {
  if (seconds == null) return "—";
  const whole = Math.round(seconds);
  const two = (value: number): string => String(value).padStart(2, "0");
  const [hours, minutes, rest] = [Math.floor(whole / 3600), Math.floor((whole % 3600) / 60), whole % 60];
  return hours > 0 ? `${hours}:${two(minutes)}:${two(rest)}` : `${minutes}:${two(rest)}`;
}

const STEPS: [Intl.RelativeTimeFormatUnit, number][] = [
  ["day", 86_400],
  ["hour", 3_600],
  ["minute", 60],
];

/** `há 3 horas`, seen from `now`; a month and more is written as the day. */
export function formatAgo(value: string, now: Date = new Date()): string {
  const seconds = (new Date(value).getTime() - now.getTime()) / 1000;
  if (Math.abs(seconds) > 30 * 86_400) return formatDate(value);
  const words = new Intl.RelativeTimeFormat(getLocale(), { numeric: "auto" });
  for (const [unit, size] of STEPS) {
    if (Math.abs(seconds) >= size) return words.format(Math.round(seconds / size), unit);
  }
  return words.format(0, "minute");
}

/** The day (`YYYY-MM-DD`) it is now in the installation, moved by `offset` days. */
export function today(offset = 0, now: Date = new Date()): string {
  const day = new Intl.DateTimeFormat("en-CA", { timeZone: ZONE }).format(now);
  const moved = new Date(`${day}T00:00:00Z`);
  moved.setUTCDate(moved.getUTCDate() + offset);
  return moved.toISOString().slice(0, 10);
}

/** The minutes the installation's zone is ahead of UTC at that instant (negative in Brazil). */
function offsetMinutes(instant: Date): number {
  const name = new Intl.DateTimeFormat("en-US", { timeZone: ZONE, timeZoneName: "longOffset" })
    .formatToParts(instant)
    .find((part) => part.type === "timeZoneName")?.value;
  const found = /GMT([+-])(\d{2}):(\d{2})/.exec(name ?? "");
  if (!found) return 0;
  return (found[1] === "-" ? -1 : 1) * (Number(found[2]) * 60 + Number(found[3]));
}

/** The value of an `<input type="datetime-local">` for an instant, in the installation's zone. */
export function toLocalInput(value: string): string {
  const instant = new Date(value);
  return new Date(instant.getTime() + offsetMinutes(instant) * 60_000).toISOString().slice(0, 16);
}

/** The instant (ISO, UTC) that a `<input type="datetime-local">` value names in the installation's zone. */
export function fromLocalInput(value: string): string {
  const asUtc = new Date(`${value}Z`);
  const guess = new Date(asUtc.getTime() - offsetMinutes(asUtc) * 60_000);
  return new Date(asUtc.getTime() - offsetMinutes(guess) * 60_000).toISOString();
}
