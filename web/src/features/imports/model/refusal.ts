import { fieldErrors, problemText, toProblem } from "@/api/problem";

/** Why something was refused, as one text: what is wrong with what was sent, or the state that forbids it. */
export function refusalText(error: unknown): string {
  const problem = toProblem(error);
  const issues = Object.values(fieldErrors(problem));
  return issues.length > 0 ? issues.join(" ") : problemText(problem);
}

/** What was refused of one field, by its name in the request (`options.encoding`). */
export function refusalOf(error: unknown, field: string): string | undefined {
  return error ? fieldErrors(toProblem(error))[field] : undefined;
}
