import {
  type AnswerBody,
  createEvaluation,
  type EvaluationOut,
  getEvaluation,
  type MomentBody,
  type Origin,
  updateEvaluation,
} from "@/api/generated";

import { type Answer, blank } from "./answers";
import { type DraftTransport, SUMMARY } from "./draft-sync";
import { MOMENTS, momentsSent } from "./moments";
import { ORIGIN, originSent } from "./origin";

function bodyOf({ criterion, value, options, text, not_applicable, comment }: Answer): AnswerBody {
  return { criterion, value, options, text, not_applicable, comment };
}

interface Changes {
  answers: AnswerBody[];
  summary?: string;
  moments?: MomentBody[];
  origin?: Origin;
}

const APART: readonly string[] = [SUMMARY, MOMENTS, ORIGIN];

/** The entries of a draft as the server takes them: answers, and the rest where it changed. */
export function changesOf(entries: readonly Answer[]): Changes {
  const summary = entries.find(({ criterion }) => criterion === SUMMARY);
  const answers = entries.filter(({ criterion }) => !APART.includes(criterion)).map(bodyOf);
  return { answers, ...(summary ? { summary: summary.text ?? "" } : {}), ...momentsSent(entries), ...originSent(entries) };
}

export function summaryEntry(text: string): Answer {
  return { ...blank(SUMMARY), text: text === "" ? null : text };
}

/** Sends the answers of one call's draft to the server. */
export function draftTransport(callId: string, scorecardId: string): DraftTransport<EvaluationOut> {
  return {
    create: async (entries) => (await createEvaluation({ body: { call_id: callId, scorecard_id: scorecardId, ...changesOf(entries) } })).data,
    update: async ({ id, version }, entries) => (await updateEvaluation({ path: { id }, body: { version, ...changesOf(entries) } })).data,
    read: async (id) => (await getEvaluation({ path: { id } })).data,
  };
}
