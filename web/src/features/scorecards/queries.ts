import { keepPreviousData, type QueryClient, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";

import {
  type AnswerBody,
  createScorecard,
  getScorecard,
  getScorecardVersion,
  importScorecard,
  listScorecards,
  type ListScorecardsData,
  previewScore,
  publishScorecard,
  retireScorecard,
  type ScorecardBody,
  type ScorecardUpdateBody,
  setDefaultScorecard,
  updateScorecard,
} from "@/api/generated";

export function useScorecardList(query: NonNullable<ListScorecardsData["query"]>) {
  return useQuery({
    queryKey: ["scorecards", "list", query],
    queryFn: async ({ signal }) => (await listScorecards({ query, signal })).data,
    placeholderData: keepPreviousData,
  });
}

export function useScorecard(id: string) {
  return useQuery({ queryKey: ["scorecards", "one", id], queryFn: async () => (await getScorecard({ path: { id } })).data, refetchOnMount: "always" });
}

/** One version of a card; a published one never changes. */
export function useScorecardVersion(id: string, versionId: string | undefined) {
  return useQuery({
    queryKey: ["scorecards", "version", id, versionId],
    queryFn: async () => (await getScorecardVersion({ path: { id, version_id: versionId ?? "" } })).data,
    enabled: versionId !== undefined,
  });
}

function changed(client: QueryClient): Promise<void> {
  return client.invalidateQueries({ queryKey: ["scorecards"] });
}

export function useCreateScorecard() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async (body: ScorecardBody) => (await createScorecard({ body })).data,
    onSuccess: () => changed(client),
  });
}

/** A draft made of the form of another system. */
export function useImportScorecard() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async (file: File) => (await importScorecard({ body: { file } })).data,
    onSuccess: () => changed(client),
  });
}

export function useUpdateScorecard(id: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async (body: ScorecardUpdateBody) => (await updateScorecard({ path: { id }, body })).data,
    onSuccess: () => changed(client),
  });
}

export type Move = "publish" | "retire" | "set-default";

const MOVES = { publish: publishScorecard, retire: retireScorecard, "set-default": setDefaultScorecard };

export function useMoveScorecard(id: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async ({ move, version }: { move: Move; version: number }) => (await MOVES[move]({ path: { id }, body: { version } })).data,
    onSuccess: () => changed(client),
  });
}

/** The score those answers would have; the last one stays in sight while the next is computed. */
export function usePreviewScore(id: string, versionId: string, answers: AnswerBody[]) {
  return useQuery({
    queryKey: ["scorecards", "preview", id, versionId, answers],
    queryFn: async ({ signal }) => (await previewScore({ path: { id }, body: { version_id: versionId, answers }, signal })).data,
    enabled: answers.length > 0,
    placeholderData: keepPreviousData,
    staleTime: Infinity,
    gcTime: 60_000,
  });
}
