import type { BatchItemOut, BatchOut } from "@/api/generated";

export type Group = "problem" | "undecided" | "matched" | "left";

/** What becomes of a file as things stand. */
export function groupOf(item: BatchItemOut): Group {
  if (item.problem) return "problem";
  if (item.call) return "matched";
  return item.matched_by === "person" ? "left" : "undecided";
}

export function countGroups({ items }: BatchOut): Record<Group, number> {
  const counts: Record<Group, number> = { problem: 0, undecided: 0, matched: 0, left: 0 };
  for (const item of items) counts[groupOf(item)] += 1;
  return counts;
}

const ORDER: Record<Group, number> = { undecided: 0, matched: 1, left: 2, problem: 3 };

/** What waits for an answer first; an answer moves no row away from under the hand. */
export function inOrder(items: readonly BatchItemOut[]): BatchItemOut[] {
  return [...items].sort((a, b) => ORDER[groupOf(a)] - ORDER[groupOf(b)]);
}
