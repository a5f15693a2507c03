import { keepPreviousData, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";

import {
  acknowledgeSession,
  cancelPlan,
  concludePlan,
  createNote,
  createPlan,
  createSession,
  type EvaluationOut,
  getEvaluation,
  getPlan,
  getPlanComparison,
  getScorecardVersion,
  listPlans,
  type ListPlansData,
  markAction,
  type NoteBody,
  type PlanBody,
  type PlanEndBody,
  type PlanOut,
  type PlanSummary,
  type PlanUpdateBody,
  type SectionOut,
  type SessionBody,
  startPlan,
  updatePlan,
} from "@/api/generated";

export type Plan = PlanOut;
export type PlanRow = PlanSummary;
export type PlanQuery = NonNullable<ListPlansData["query"]>;

const LIST = ["coaching", "list"] as const;
const oneKey = (id: string) => ["coaching", "one", id] as const;

export function usePlans(query: PlanQuery) {
  return useQuery({
    queryKey: [...LIST, query],
    queryFn: async ({ signal }) => (await listPlans({ query, signal })).data,
    placeholderData: keepPreviousData,
    refetchOnMount: "always",
  });
}

export function usePlan(id: string) {
  return useQuery({ queryKey: oneKey(id), queryFn: async () => (await getPlan({ path: { id } })).data, refetchOnMount: "always" });
}

export function useComparison(plan: Plan) {
  const { id } = plan;
  return useQuery({
    queryKey: ["coaching", "comparison", id, plan.criteria.map(({ key }) => key)],
    queryFn: async () => (await getPlanComparison({ path: { id } })).data,
    refetchOnMount: "always",
  });
}

/** The evaluation a plan is to be made from, with what its scorecard asked. */
export interface PlanStart {
  evaluation: EvaluationOut;
  sections: SectionOut[];
}

export function usePlanStart(evaluationId: string) {
  return useQuery({
    queryKey: ["coaching", "start", evaluationId],
    queryFn: async (): Promise<PlanStart> => {
      const evaluation = (await getEvaluation({ path: { id: evaluationId } })).data;
      const path = { id: evaluation.scorecard_id, version_id: evaluation.scorecard_version_id };
      return { evaluation, sections: (await getScorecardVersion({ path })).data.sections };
    },
    enabled: evaluationId !== "",
  });
}

/** Keeps what the server answered, and has the lists and what waits at home asked for anew. */
function useKeep() {
  const client = useQueryClient();
  return async (plan: Plan): Promise<void> => {
    client.setQueryData(oneKey(plan.id), plan);
    await Promise.all([client.invalidateQueries({ queryKey: LIST }), client.invalidateQueries({ queryKey: ["home"] })]);
  };
}

/** What was refused may have changed meanwhile: the page then shows the present state. */
function useAskAnew(id: string) {
  const client = useQueryClient();
  return () => client.invalidateQueries({ queryKey: oneKey(id) });
}

export function useCreatePlan() {
  const onSuccess = useKeep();
  return useMutation({ mutationFn: async (body: PlanBody) => (await createPlan({ body })).data, onSuccess });
}

export function useUpdatePlan(id: string) {
  const onSuccess = useKeep();
  const onError = useAskAnew(id);
  return useMutation({ mutationFn: async (body: PlanUpdateBody) => (await updatePlan({ path: { id }, body })).data, onSuccess, onError });
}

export function useStartPlan(id: string) {
  const onSuccess = useKeep();
  const onError = useAskAnew(id);
  return useMutation({ mutationFn: async (version: number) => (await startPlan({ path: { id }, body: { version } })).data, onSuccess, onError });
}

const ENDS = { conclude: concludePlan, cancel: cancelPlan };
export type End = keyof typeof ENDS;

export function useEndPlan(id: string, end: End) {
  const onSuccess = useKeep();
  const onError = useAskAnew(id);
  return useMutation({ mutationFn: async (body: PlanEndBody) => (await ENDS[end]({ path: { id }, body })).data, onSuccess, onError });
}

export function useMarkAction(id: string) {
  const onSuccess = useKeep();
  return useMutation({
    mutationFn: async ({ step, isDone }: { step: string; isDone: boolean }) => (await markAction({ path: { id, action_id: step }, body: { is_done: isDone } })).data,
    onSuccess,
  });
}

export function useAddNote(id: string) {
  const onSuccess = useKeep();
  return useMutation({ mutationFn: async (body: NoteBody) => (await createNote({ path: { id }, body })).data, onSuccess });
}

export function useHoldSession(id: string) {
  const onSuccess = useKeep();
  return useMutation({ mutationFn: async (body: SessionBody) => (await createSession({ path: { id }, body })).data, onSuccess });
}

export function useAcknowledgeSession(id: string) {
  const onSuccess = useKeep();
  return useMutation({ mutationFn: async (session: string) => (await acknowledgeSession({ path: { id, session_id: session } })).data, onSuccess });
}
