import type { MomentBody } from "@/api/generated";

import { type Answer, type Answers, blank } from "./answers";

/** All moments of a draft travel among its answers, under a key no criterion has: so they are kept, sent and merged alike. */
export const MOMENTS = "$moments";

/** A comment at a second, or on a stretch, of a recording of the call. */
export interface Moment {
  id: string;
  recording_id: string;
  at_seconds: number;
  until_seconds: number | null;
  criterion: string | null;
  comment: string;
}

const fields = ({ id, recording_id, at_seconds, until_seconds, criterion, comment }: Moment): Moment => ({
  id,
  recording_id,
  at_seconds,
  until_seconds,
  criterion,
  comment,
});

/** The moments as one entry of a draft; the same moments are always the same text. */
export function momentsEntry(moments: readonly Moment[]): Answer {
  const sorted = [...moments].sort((one, other) => one.at_seconds - other.at_seconds || one.id.localeCompare(other.id)).map(fields);
  return { ...blank(MOMENTS), text: sorted.length > 0 ? JSON.stringify(sorted) : null };
}

export function momentsIn(entry: Answer | undefined): Moment[] {
  try {
    return JSON.parse(entry?.text ?? "[]") as Moment[];
  } catch {
    return [];
  }
}

export function momentsOf(answers: Answers): Moment[] {
  return momentsIn(answers[MOMENTS]);
}

/** As the server takes them, where they changed. */
export function momentsSent(entries: readonly Answer[]): { moments?: MomentBody[] } {
  const entry = entries.find(({ criterion }) => criterion === MOMENTS);
  return entry ? { moments: momentsIn(entry) } : {};
}

export function withMoment(moments: readonly Moment[], moment: Moment): Moment[] {
  return [...moments.filter(({ id }) => id !== moment.id), moment];
}

export function withoutMoment(moments: readonly Moment[], id: string): Moment[] {
  return moments.filter((moment) => moment.id !== id);
}
