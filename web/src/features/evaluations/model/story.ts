import type { ContestOut, EvaluationOut, RevisionOut } from "@/api/generated";

/** What happened to an evaluation after it was published, each with its time and who did it. */
export type Happened =
  | { kind: "published"; at: string; name: string | null; score: number | null }
  | { kind: "agreed" | "disagreed"; at: string; name: string; comment: string }
  | { kind: "contested"; at: string; name: string; contest: ContestOut }
  | { kind: "upheld" | "changed"; at: string; name: string | null; contest: ContestOut; score: number | null }
  | { kind: "closed"; at: string; name: string } | { kind: "expired"; at: string };

type Told = Pick<EvaluationOut, "revisions" | "contests" | "acknowledgements" | "operator_name" | "closed_at" | "closed_by_name">;

/** The revision that a decision led to: the one of the same moment. */
function revisionOf(contest: ContestOut, revisions: readonly RevisionOut[]): RevisionOut | undefined {
  return contest.status === "changed" ? revisions.find(({ at, number }) => number > 1 && at === contest.decided_at) : undefined;
}

function endOf(at: string, name: string | null): Happened {
  return name ? { kind: "closed", at, name } : { kind: "expired", at };
}

/** The whole story, the oldest first. A decision stands after what it decided, also within one second. */
export function storyOf({ revisions, contests, acknowledgements, operator_name, closed_at, closed_by_name }: Told): Happened[] {
  const [first] = revisions;
  const story: Happened[] = first ? [{ kind: "published", at: first.at, name: first.by_name, score: first.overall_score }] : [];
  for (const { at, agrees, comment } of acknowledgements) story.push({ kind: agrees ? "agreed" : "disagreed", at, name: operator_name, comment });
  for (const contest of contests) {
    story.push({ kind: "contested", at: contest.opened_at, name: operator_name, contest });
    if (contest.status === "open" || !contest.decided_at) continue;
    const score = revisionOf(contest, revisions)?.overall_score ?? null;
    story.push({ kind: contest.status, at: contest.decided_at, name: contest.decided_by_name, contest, score });
  }
  const told = story.map((happened, index) => ({ happened, index }));
  told.sort((one, other) => Date.parse(one.happened.at) - Date.parse(other.happened.at) || one.index - other.index);
  const inOrder = told.map(({ happened }) => happened);
  return closed_at ? [...inOrder, endOf(closed_at, closed_by_name)] : inOrder;
}
