import { useState } from "react";

import type { SectionOut } from "@/api/generated";
import { problemText, toProblem } from "@/api/problem";

import { focusComment, focusCriterion } from "../components/scoring/control";
import { type Evaluation, usePublish } from "../queries";
import { type Lack, lacksOf } from "./shown";
import { issuesByCriterion } from "./pointers";
import type { Draft } from "./use-draft";

/** `here` ends on the evaluation's page, `next` on the next call. */
export type Question = "here" | "next";

export interface Conclude {
  /** What the person is being asked to confirm. */
  question: Question | null;
  /** What keeps it from being concluded, once it was tried; live. */
  lacks: Readonly<Record<string, Lack>>;
  /** What the server said about single answers. */
  issues: Readonly<Record<string, string>>;
  /** Why it could not be concluded, when no single answer is to blame. */
  refusal: string | null;
  isPending: boolean;
  ask: (goesOn: boolean) => Promise<void>;
  confirm: () => void;
  close: () => void;
}

/** Concluding: nothing unsaved, nothing missing, a confirmation, and then it is published. */
export function useConclude(draft: Draft, sections: readonly SectionOut[], offlineText: string, onDone: (done: Evaluation, question: Question) => void): Conclude {
  const [question, setQuestion] = useState<Question | null>(null);
  const [wasAsked, setAsked] = useState(false);
  const [isFlushing, setFlushing] = useState(false);
  const [refusal, setRefusal] = useState<string | null>(null);
  const publish = usePublish();
  const { state, sync } = draft;
  const issues = issuesByCriterion(state.problem?.errors ?? toProblemErrors(publish.error), state.sent);

  const ask = async (goesOn: boolean): Promise<void> => {
    if (question || isFlushing) return;
    setAsked(true);
    setRefusal(null);
    const [first] = lacksOf(sections, sync.getState().answers);
    if (first) return first.lack === "comment" ? focusComment(first.criterion.key) : focusCriterion(first.criterion.key);
    setFlushing(true);
    await sync.flush();
    setFlushing(false);
    const { saved, phase } = sync.getState();
    if (saved && phase === "saved") setQuestion(goesOn ? "next" : "here");
    else if (phase === "offline") setRefusal(offlineText);
  };
  const confirm = (): void => {
    const { saved } = sync.getState();
    if (!saved || !question) return;
    publish.mutate(
      { id: saved.id, version: saved.version, changed: [] },
      {
        onSuccess: (done) => {
          sync.forget();
          onDone(done, question);
        },
        onError: (error) => {
          setQuestion(null);
          setRefusal(problemText(toProblem(error)));
          void sync.refresh();
        },
      },
    );
  };
  const lacks = wasAsked ? Object.fromEntries(lacksOf(sections, state.answers).map(({ criterion, lack }) => [criterion.key, lack])) : {};
  return { question, lacks, issues, refusal, isPending: isFlushing || publish.isPending, ask, confirm, close: () => setQuestion(null) };
}

function toProblemErrors(error: unknown) {
  return error ? toProblem(error).errors : [];
}
