import type { Origin } from "@/api/generated";
import { knownOf, ORIGINS } from "@/parts/choices";

import { type Answer, type Answers, blank } from "./answers";

/** Why this call was chosen travels among the answers, under a key no criterion has. */
export const ORIGIN = "$origin";

export function originEntry(origin: string): Answer {
  return { ...blank(ORIGIN), text: origin };
}

export function originOf(answers: Answers): Origin {
  return knownOf(ORIGINS, answers[ORIGIN]?.text) ?? "targeted";
}

/** As the server takes it, where it changed. */
export function originSent(entries: readonly Answer[]): { origin?: Origin } {
  const entry = entries.find(({ criterion }) => criterion === ORIGIN);
  return entry ? { origin: originOf({ [ORIGIN]: entry }) } : {};
}
