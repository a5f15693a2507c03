import { type FieldIssue, issueText } from "@/api/problem";

import type { Answer } from "./answers";

/**
 * What the server says about answers, by criterion: `/answers/0/value` counts by the answers that were sent,
 * `/answers/greeting` names the criterion itself.
 */
export function issuesByCriterion(issues: readonly FieldIssue[], sent: readonly Answer[]): Record<string, string> {
  const found: Record<string, string> = {};
  for (const issue of issues) {
    const [root, place] = issue.pointer.replace(/^\//, "").split("/");
    if (root !== "answers" || !place) continue;
    const criterion = /^\d+$/.test(place) ? sent[Number(place)]?.criterion : place;
    if (criterion) found[criterion] ??= issueText(issue);
  }
  return found;
}
