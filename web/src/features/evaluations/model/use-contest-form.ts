import { useState } from "react";

import { issueText, problemText, toProblem } from "@/api/problem";
import { useMe } from "@/parts/session";

import type { SectionOut } from "@/api/generated";
import { useContest } from "../feedback-queries";
import type { Evaluation } from "../queries";
import { asAnswers, contestable, type Contested, contestedOf, EMPTY_CONTEST, itemBodies, itemErrors, type ItemErrors, markedIn, wantsOf } from "./contest";
import { useKept } from "./use-kept";

export interface Failure {
  items: ItemErrors;
  /** What it said about the reason of the whole. */
  reason?: string | undefined;
  /** What no single item can show. */
  text: string | null;
}

export const NO_FAILURE: Failure = { items: {}, text: null };

/** A refusal, said at the items that were sent in this order. */
export function failureOf(error: unknown, sent: readonly string[]): Failure {
  const problem = toProblem(error);
  const own = problem.errors.find(({ pointer }) => pointer === "/reason");
  const { items, rest } = itemErrors(problem.errors.filter((issue) => issue !== own), sent);
  const isPlaced = (own !== undefined || Object.keys(items).length > 0) && rest.length === 0;
  return { items, reason: own && issueText(own), text: isPlaced ? null : rest.join(" ") || problemText(problem) };
}

/** The contest that is being written; it survives leaving the page until it is sent. */
export function useContestForm(evaluation: Evaluation, card: readonly SectionOut[], onSent: () => void) {
  const me = useMe();
  const draft = useKept(`${me.id}.contest.${evaluation.id}.${String(evaluation.revision)}`, EMPTY_CONTEST);
  const [wasTried, setTried] = useState(false);
  const [failure, setFailure] = useState(NO_FAILURE);
  const contest = useContest(evaluation.id);
  const sections = contestable(card, evaluation.answers);
  const given = asAnswers(evaluation.answers);
  const marked = markedIn(draft.value, sections.flatMap((section) => section.criteria));
  const wants = wantsOf(draft.value, marked, given);
  const forget = (key: string): void => setFailure({ ...failure, items: { ...failure.items, [key]: {} } });

  const change = (key: string, next: Contested): void => {
    draft.set({ ...draft.value, items: { ...draft.value.items, [key]: next } });
    forget(key);
  };
  const mark = (key: string, isOn: boolean): void => {
    const others = draft.value.marked.filter((one) => one !== key);
    draft.set({ ...draft.value, items: { ...draft.value.items, [key]: contestedOf(draft.value, key) }, marked: isOn ? [...others, key] : others });
    forget(key);
  };
  /** The first item that keeps it from being sent; null when it is on its way. */
  const send = (): string | null => {
    setTried(true);
    setFailure(NO_FAILURE);
    const [first] = Object.keys(wants);
    if (first ?? marked.length === 0) return first ?? "";
    contest.mutate(
      { items: itemBodies(draft.value, marked), comment: draft.value.comment.trim() },
      {
        onSuccess: () => {
          draft.forget();
          onSent();
        },
        onError: (error) => setFailure(failureOf(error, marked)),
      },
    );
    return null;
  };
  const setComment = (comment: string): void => draft.set({ ...draft.value, comment });
  return { draft: draft.value, sections, given, marked, wants: wasTried ? wants : {}, wasTried, failure, isPending: contest.isPending, isSent: contest.isSuccess, change, mark, setComment, send };
}

export type ContestForm = ReturnType<typeof useContestForm>;
