import type { Origin } from "@/api/generated";

import { type Answer, type Answers, blank } from "./answers";

/** Why this call was chosen travels among the answers, under a key no criterion has. */
export const ORIGIN = "$origin";

/** In the order in which they are offered; the first is what a call picked by hand is. */
export const ORIGINS: readonly Origin[] = ["targeted", "random", "complaint", "calibration", "requested"];

export function originEntry(origin: string): Answer {
  return { ...blank(ORIGIN), text: origin };
}

export function originOf(answers: Answers): Origin {
  return ORIGINS.find((known) => known === answers[ORIGIN]?.text) ?? "targeted";
}

/** As the server takes it, where it changed. */
export function originSent(entries: readonly Answer[]): { origin?: Origin } {
  const entry = entries.find(({ criterion }) => criterion === ORIGIN);
  return entry ? { origin: originOf({ [ORIGIN]: entry }) } : {};
}
