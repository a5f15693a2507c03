import type { FieldValues, Path, UseFormReturn } from "react-hook-form";

import { fieldErrors, type Problem, problemText, toProblem } from "./problem";

/**
 * Puts what the server refused beside the fields it points at.
 * Returns the sentence to show above the form when something is left that no field can show.
 */
export function showProblem<T extends FieldValues>(form: UseFormReturn<T>, error: unknown): string | undefined {
  const problem: Problem = toProblem(error);
  const known = Object.keys(form.getValues());
  const issues = Object.entries(fieldErrors(problem));
  const placed = issues.filter(([name]) => known.includes(name.split(".")[0] ?? ""));
  placed.forEach(([name, message], index) => {
    form.setError(name as Path<T>, { type: "server", message }, { shouldFocus: index === 0 });
  });
  if (placed.length > 0 && placed.length === issues.length) return undefined;
  const rest = issues.filter((issue) => !placed.includes(issue)).map(([, message]) => message);
  return rest.length > 0 ? rest.join(" ") : problemText(problem);
}
