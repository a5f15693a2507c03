import { keepPreviousData, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";

import {
  type AcknowledgeBody,
  acknowledgeEvaluation,
  addContestFile,
  type AnswerBody,
  concludeEvaluation,
  type ContestBody,
  contestEvaluation,
  type DecideBody,
  decideEvaluation,
  previewScore,
} from "@/api/generated";
import { toProblem } from "@/api/problem";

import type { Evaluation } from "./queries";

/** A move after publication: its answer is the evaluation as it stands now. When somebody else was faster, it is fetched again. */
function useMove<B>(id: string, send: (body: B) => Promise<{ data: Evaluation }>) {
  const client = useQueryClient();
  const tellOthers = (): void => {
    for (const key of ["evaluations", "calls", "dashboard"]) void client.invalidateQueries({ queryKey: [key] });
  };
  return useMutation({
    mutationFn: async (body: B) => (await send(body)).data,
    onSuccess: (moved) => {
      client.setQueryData(["evaluations", "one", id], moved);
      tellOthers();
    },
    onError: (error) => {
      if ([403, 404, 409].includes(toProblem(error).status)) tellOthers();
    },
  });
}

export function useAcknowledge(id: string) {
  return useMove(id, (body: AcknowledgeBody) => acknowledgeEvaluation({ path: { id }, body }));
}

export function useContest(id: string) {
  return useMove(id, (body: ContestBody) => contestEvaluation({ path: { id }, body }));
}

export function useAddContestFile(id: string) {
  return useMove(id, (file: File) => addContestFile({ path: { id }, body: { file }, timeout: 0 }));
}

export function useDecide(id: string) {
  return useMove(id, (body: DecideBody) => decideEvaluation({ path: { id }, body }));
}

export function useConcludeFeedback(id: string) {
  return useMove(id, () => concludeEvaluation({ path: { id } }));
}

/** What these answers would score, without keeping anything. */
export function usePreview({ scorecard_id: id, scorecard_version_id: version_id }: Evaluation, answers: AnswerBody[], isWanted: boolean) {
  return useQuery({
    queryKey: ["scorecards", "preview", id, version_id, answers],
    queryFn: async ({ signal }) => (await previewScore({ path: { id }, body: { version_id, answers }, signal })).data,
    enabled: isWanted,
    placeholderData: keepPreviousData,
    staleTime: Infinity,
    gcTime: 60_000,
  });
}
