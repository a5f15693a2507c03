import { useState } from "react";

import type { ContestOut, SectionOut } from "@/api/generated";
import { useMe } from "@/parts/session";

import { useDecide } from "../feedback-queries";
import type { Evaluation } from "../queries";
import { asAnswers } from "./contest";
import { answersAfter, appearedIn, EMPTY_DECISION, type Ruling, rulingWants, verdictBodies } from "./decide";
import { failureOf, NO_FAILURE } from "./use-contest-form";
import { useKept } from "./use-kept";

/** The decision that is being made; it survives leaving the page until it is sent. */
export function useDecideForm(evaluation: Evaluation, contest: ContestOut, sections: readonly SectionOut[], onSent: () => void) {
  const me = useMe();
  const draft = useKept(`${me.id}.decide.${contest.id}`, EMPTY_DECISION);
  const [wasTried, setTried] = useState(false);
  const [failure, setFailure] = useState(NO_FAILURE);
  const decide = useDecide(evaluation.id);
  const before = asAnswers(evaluation.answers);
  const after = answersAfter(evaluation.answers, contest, draft.value);
  const appeared = appearedIn(sections, before, after);
  const wants = rulingWants(draft.value, contest, appeared);
  const lacksReason = draft.value.reason.trim() === "";

  const change = (key: string, next: Ruling): void => {
    draft.set({ ...draft.value, rulings: { ...draft.value.rulings, [key]: next } });
    setFailure({ ...failure, items: { ...failure.items, [key]: {} } });
  };
  /** The first item that keeps it from being sent, "" when it is the reason; null when it is on its way. */
  const send = (): string | null => {
    setTried(true);
    setFailure(NO_FAILURE);
    const [first] = Object.keys(wants);
    if (first !== undefined || lacksReason) return first ?? "";
    const items = verdictBodies(draft.value, contest, appeared);
    const sent = items.map(({ criterion }) => criterion);
    decide.mutate(
      { items, reason: draft.value.reason.trim() },
      {
        onSuccess: () => {
          draft.forget();
          onSent();
        },
        onError: (error) => setFailure(failureOf(error, sent)),
      },
    );
    return null;
  };
  const setReason = (reason: string): void => draft.set({ ...draft.value, reason });
  return {
    draft: draft.value,
    after,
    appeared,
    wants: wasTried ? wants : {},
    lacksReason: wasTried && lacksReason,
    failure,
    isPending: decide.isPending,
    isSent: decide.isSuccess,
    change,
    setReason,
    send,
  };
}

export type DecideForm = ReturnType<typeof useDecideForm>;
