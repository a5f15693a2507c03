import { keepPreviousData, type QueryClient, queryOptions, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";

import {
  type CallDetailOut,
  type CallOut,
  discardEvaluation,
  type EvaluationOut,
  type EvaluationSummary,
  getCall,
  getEvaluation,
  getScorecard,
  getScorecardVersion,
  listCalls,
  listEvaluations,
  type ListEvaluationsData,
  listScorecards,
  publishEvaluation,
  type ScorecardSummary,
  type SectionOut,
} from "@/api/generated";
import { useMe } from "@/parts/session";

import type { CallFilter } from "./model/call-filter";
import type { Answer } from "./model/answers";
import { changesOf } from "./model/transport";

export type Evaluation = EvaluationOut;
export type EvaluationRow = EvaluationSummary;
export type Call = CallDetailOut;

/** What a scorecard version asks, whichever way it was found. */
export interface Card {
  scorecardId: string;
  name: string;
  sections: SectionOut[];
}

/** All that the scoring screen begins from. */
export interface ScoringStart {
  call: Call;
  draft: Evaluation | null;
  card: Card;
  /** The cards to choose from while nothing is answered. */
  choices: ScorecardSummary[];
}

async function cardOfDraft(draft: Evaluation): Promise<Card> {
  const { data } = await getScorecardVersion({ path: { id: draft.scorecard_id, version_id: draft.scorecard_version_id } });
  return { scorecardId: draft.scorecard_id, name: draft.scorecard_name, sections: data.sections };
}

async function chosenCard(choices: readonly ScorecardSummary[], wanted: string | undefined): Promise<Card> {
  const found = choices.find(({ id }) => id === wanted) ?? choices.find((choice) => choice.is_default) ?? choices[0];
  if (!found) throw new Error("No published scorecard");
  const { data } = await getScorecard({ path: { id: found.id } });
  return { scorecardId: data.id, name: data.name, sections: data.sections };
}

async function startScoring(callId: string, meId: string, wanted: string | undefined): Promise<ScoringStart> {
  const [{ data: call }, { data: cards }] = await Promise.all([
    getCall({ path: { id: callId } }),
    listScorecards({ query: { status: "published", limit: 100 } }),
  ]);
  const brief = call.evaluations.find((evaluation) => evaluation.status === "draft" && evaluation.evaluator_id === meId);
  const draft = brief ? (await getEvaluation({ path: { id: brief.id } })).data : null;
  const card = draft ? await cardOfDraft(draft) : await chosenCard(cards.items, wanted);
  return { call, draft, card, choices: cards.items };
}

/** How long what was fetched ahead may begin a form. */
const AHEAD = 2 * 60_000;

/** The start of a form, kept for a moment so that the next call is there when it is asked for. */
function aheadQuery(callId: string, meId: string, wanted?: string) {
  return queryOptions({
    queryKey: ["scoring-ahead", callId, meId, wanted ?? null],
    queryFn: () => startScoring(callId, meId, wanted),
    staleTime: AHEAD,
    gcTime: AHEAD,
  });
}

export function scoringQuery(callId: string, meId: string, wanted?: string) {
  return {
    queryKey: ["scoring", callId, meId, wanted ?? null],
    queryFn: async ({ client }: { client: QueryClient }): Promise<ScoringStart> => {
      const ahead = aheadQuery(callId, meId, wanted);
      const start = await client.fetchQuery(ahead);
      client.removeQueries({ queryKey: ahead.queryKey });
      return start;
    },
    // A form is begun from what the server held when it was opened; it is never begun again while it stands.
    staleTime: Infinity,
    gcTime: 0,
  };
}

export function useScoringStart(callId: string, wanted: string | undefined) {
  const me = useMe();
  return useQuery(scoringQuery(callId, me.id, wanted));
}

export type EvaluationFilters = NonNullable<ListEvaluationsData["query"]>;

export function useEvaluations(query: EvaluationFilters) {
  return useQuery({
    queryKey: ["evaluations", "list", query],
    queryFn: async ({ signal }) => (await listEvaluations({ query, signal })).data,
    placeholderData: keepPreviousData,
  });
}

export function useEvaluation(id: string) {
  return useQuery({ queryKey: ["evaluations", "one", id], queryFn: async () => (await getEvaluation({ path: { id } })).data });
}

/** The names of all scorecards, for what speaks of one by its id. */
export function useScorecardNames() {
  return useQuery({ queryKey: ["scorecards", "names"], queryFn: async () => (await listScorecards({ query: { limit: 100 } })).data.items, staleTime: 60_000 });
}

/** What items are called on the scorecard of the first of these; an item of another one is called by its key. */
export function useItemNames(rows: readonly EvaluationRow[]): (key: string) => string {
  const id = rows[0]?.scorecard_id;
  const { data } = useQuery({
    queryKey: ["scorecards", "items", id],
    queryFn: async () => (await getScorecard({ path: { id: id ?? "" } })).data.sections.flatMap(({ criteria }) => criteria),
    enabled: id !== undefined,
    staleTime: 60_000,
    placeholderData: keepPreviousData,
  });
  return (key) => data?.find((criterion) => criterion.key === key)?.label ?? key;
}

/** The sections of the version an evaluation was made with. */
export function useCardOf(evaluation: Pick<Evaluation, "scorecard_id" | "scorecard_version_id">) {
  const { scorecard_id: id, scorecard_version_id: version_id } = evaluation;
  return useQuery({
    queryKey: ["scorecards", "version", version_id],
    queryFn: async () => (await getScorecardVersion({ path: { id, version_id } })).data.sections,
    staleTime: Infinity,
  });
}

/** Everything a published or discarded evaluation changes on other pages. */
function useTellOthers(): () => void {
  const client = useQueryClient();
  return () => {
    for (const key of ["evaluations", "calls", "dashboard"]) void client.invalidateQueries({ queryKey: [key] });
  };
}

interface Publication {
  id: string;
  version: number;
  changed: readonly Answer[];
}

export function usePublish() {
  const tellOthers = useTellOthers();
  return useMutation({
    mutationFn: async ({ id, version, changed }: Publication) =>
      (await publishEvaluation({ path: { id }, body: { version, ...changesOf(changed) } })).data,
    onSuccess: tellOthers,
  });
}

export function useDiscard() {
  const tellOthers = useTellOthers();
  return useMutation({ mutationFn: (id: string) => discardEvaluation({ path: { id } }), onSuccess: tellOthers });
}

/** The next call of the same list that has no published evaluation; null when there is none. */
function nextCallQuery(after: string, filter: CallFilter) {
  return queryOptions({
    queryKey: ["scoring-next", after, filter],
    queryFn: async (): Promise<CallOut | null> => {
      const { data } = await listCalls({ query: { ...filter, evaluated: false, limit: 20 } });
      return data.items.find((call) => call.id !== after && call.actions.includes("evaluate")) ?? null;
    },
    staleTime: AHEAD,
    gcTime: AHEAD,
  });
}

export function useFindNextCall() {
  const client = useQueryClient();
  return (after: string, filter: CallFilter): Promise<CallOut | null> => client.fetchQuery(nextCallQuery(after, filter));
}

/** Fetches the next call of the same list, with its form, as soon as the present one is nearly done. */
export function usePrefetchNext(after: string, filter: CallFilter, isNear: boolean): void {
  const client = useQueryClient();
  const me = useMe();
  const address = JSON.stringify(filter);
  useEffect(() => {
    if (!isNear) return;
    const fetchAhead = async (): Promise<void> => {
      const next = await client.fetchQuery(nextCallQuery(after, JSON.parse(address) as CallFilter));
      if (next) await client.prefetchQuery(aheadQuery(next.id, me.id));
    };
    fetchAhead().catch(() => undefined); // It is asked for again when it is needed.
  }, [client, after, address, me.id, isNear]);
}
