import type { CriterionOut } from "@/api/generated";

import type { Answer } from "../../model/answers";

/** What every way of answering takes. The element with `data-primary` gets the focus when its criterion does. */
export interface ControlProps {
  criterion: CriterionOut;
  answer: Answer;
  onChange: (answer: Answer) => void;
  labelId: string;
  /** Leaves out the digits that answer by key, where keys do not. */
  hidesKeys?: boolean;
}

export function cardId(criterion: string): string {
  return `criterion-${criterion}`;
}

/** Puts the focus on what answers the criterion, in sight. */
export function focusCriterion(criterion: string): void {
  const card = document.getElementById(cardId(criterion));
  const target = card?.querySelector<HTMLElement>("[data-primary], [data-typed] input, [data-typed] textarea") ?? card;
  target?.focus({ preventScroll: true });
  card?.scrollIntoView({ block: "nearest" });
}

/** Puts the focus on the comment of a criterion, which is drawn already. */
export function focusComment(criterion: string): void {
  document.querySelector<HTMLElement>(`#${CSS.escape(cardId(criterion))} [data-comment] textarea`)?.focus();
}
