import { type Answer, blank, isSame } from "./answers";

/** An answer that the server has not confirmed: what was typed, over what the server was last known to hold. */
export interface Pending {
  mine: Answer;
  base: Answer;
}

export type Pendings = Readonly<Record<string, Pending>>;

/** The same criterion answered here and elsewhere since the last save. */
export interface Collision {
  criterion: string;
  mine: Answer;
  theirs: Answer;
}

export interface Merged {
  answers: Record<string, Answer>;
  pending: Record<string, Pending>;
  collisions: Collision[];
}

/**
 * Puts unsaved answers over what the server holds now. What it already holds is settled; what only changed
 * here stays pending; what changed on both sides, and differs, is a collision that a person decides.
 */
export function merge(server: Readonly<Record<string, Answer>>, pendings: Pendings): Merged {
  const merged: Merged = { answers: { ...server }, pending: {}, collisions: [] };
  for (const [criterion, { mine, base }] of Object.entries(pendings)) {
    const theirs = server[criterion] ?? blank(criterion);
    merged.answers[criterion] = mine;
    if (isSame(theirs, mine)) continue;
    merged.pending[criterion] = { mine, base: theirs };
    if (!isSame(theirs, base)) merged.collisions.push({ criterion, mine, theirs });
  }
  return merged;
}
