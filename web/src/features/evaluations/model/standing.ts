import { can } from "@/parts/can";

import type { Evaluation } from "../queries";

export type Says =
  | `own.${"acknowledge" | "acknowledgeOpen" | "acknowledgeAgain" | "acknowledgeLate" | "contest" | "acknowledged" | "contested" | "contestedLate" | "closed"}`
  | `lead.${"acknowledge" | "acknowledgeOpen" | "acknowledgeLate" | "acknowledged" | "mayContest" | "contested" | "contestedOther" | "contestedLate" | "decided" | "closed"}`;

/** One sentence about where an evaluation stands. */
export interface Clause {
  says: Says;
  /** Said instead once the deadline has passed; left out, nothing is said then. */
  late?: Says;
  /** The deadline it speaks of. */
  by?: string | null;
}

function ownClauses(evaluation: Evaluation): Clause[] {
  const { status, acknowledge_by, contest_by, decide_by } = evaluation;
  const mayContest: Clause[] = can(evaluation, "contest") ? [{ says: "own.contest", by: contest_by }] : [];
  if (status === "closed") return [{ says: "own.closed" }];
  if (status === "contested") return [{ says: "own.contested", late: "own.contestedLate", by: decide_by }];
  if (status === "acknowledged") return [{ says: "own.acknowledged" }, ...mayContest];
  const says = status === "published" ? "own.acknowledge" : "own.acknowledgeAgain";
  const waits: Clause = acknowledge_by ? { says, late: "own.acknowledgeLate", by: acknowledge_by } : { says: "own.acknowledgeOpen" };
  return [waits, ...mayContest];
}

function leadClauses(evaluation: Evaluation): Clause[] {
  const { status, acknowledge_by, contest_by, decide_by } = evaluation;
  const mayContest: Clause[] = contest_by ? [{ says: "lead.mayContest", by: contest_by }] : [];
  const waits: Clause = acknowledge_by ? { says: "lead.acknowledge", late: "lead.acknowledgeLate", by: acknowledge_by } : { says: "lead.acknowledgeOpen" };
  if (status === "closed") return [{ says: "lead.closed" }];
  if (status === "contested") return [{ says: can(evaluation, "decide") ? "lead.contested" : "lead.contestedOther", late: "lead.contestedLate", by: decide_by }];
  if (status === "acknowledged") return [{ says: "lead.acknowledged" }, ...mayContest];
  return status === "published" ? [waits, ...mayContest] : [{ says: "lead.decided" }, waits, ...mayContest];
}

/** Where an evaluation stands and what is waited for, to its operator (`isOwn`) or to somebody who leads. */
export function clausesOf(evaluation: Evaluation, isOwn: boolean): Clause[] {
  const clauses = isOwn ? ownClauses(evaluation) : leadClauses(evaluation);
  return clauses.filter(({ by }) => by !== null);
}
