import type { ImportBriefOut, ImportOut, ImportStatus } from "@/api/generated";

export const STEPS = ["file", "columns", "values", "review", "result"] as const;
export type Step = (typeof STEPS)[number];

const RUNNING: readonly ImportStatus[] = ["checking", "committing", "undoing"];
const BEFORE: readonly Step[] = ["file", "columns"];

/** Whether a job is at work on it, so that asking again will soon tell something new. */
export function isRunning(status: ImportStatus): boolean {
  return RUNNING.includes(status);
}

/** Whether the whole file was read, so that its unknown values and problems are known. */
export function isChecked(status: ImportStatus): boolean {
  return status !== "uploaded" && status !== "checking";
}

/** The steps that have something to show now. */
export function openSteps(status: ImportStatus): readonly Step[] {
  if (!isChecked(status)) return BEFORE;
  return status === "checked" ? [...BEFORE, "values", "review"] : STEPS;
}

export function undecidedOf(found: Pick<ImportOut, "unknown_values">): number {
  return found.unknown_values.filter(({ decision }) => decision === null).length;
}

/** Where the work is: a file with several sheets is asked about first; then its columns, values, problems, result. */
export function presentStep(found: ImportOut): Step {
  if (!isChecked(found.status)) return found.sheets.length > 1 ? "file" : "columns";
  if (found.status !== "checked") return "result";
  return undecidedOf(found) > 0 ? "values" : "review";
}

/** The step that the address asks for, when it has something to show; else the present one. */
export function shownStep(found: ImportOut, wanted: string | null): Step {
  return openSteps(found.status).find((step) => step === wanted) ?? presentStep(found);
}

/** How often to ask how far it is, in milliseconds; false when nothing moves. A run that died moves only if taken up. */
export function pollEvery(found: Pick<ImportBriefOut, "status" | "is_stalled"> | undefined): number | false {
  if (!found || !isRunning(found.status)) return false;
  return found.is_stalled ? 15_000 : 1_000;
}

/** 0–100 of the present run; undefined while nobody knows how many rows there are. */
export function percentOf({ rows, total }: { rows: number; total: number | null }): number | undefined {
  return total ? Math.min(100, Math.floor((rows / total) * 100)) : undefined;
}

export type TimeLeft = { unit: "moment" } | { unit: "minutes" | "hours"; count: number };

/** Time left in the words a person uses: nobody needs it to the second. */
export function timeLeft(seconds: number | null): TimeLeft | undefined {
  if (seconds === null) return undefined;
  if (seconds < 60) return { unit: "moment" };
  const minutes = Math.ceil(seconds / 60);
  return minutes < 90 ? { unit: "minutes", count: minutes } : { unit: "hours", count: Math.round(minutes / 60) };
}
