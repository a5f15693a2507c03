import { keepPreviousData, type QueryClient, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";

import {
  acceptTerm,
  type DataRequestBody,
  type DataRequestUpdateBody,
  type HoldBody,
  listCalls,
  listDataRequests,
  type ListDataRequestsData,
  listHolds,
  listRetention,
  listTerms,
  placeHold,
  type PolicyBody,
  previewPurge,
  publishTerm,
  registerDataRequest,
  releaseHold,
  removeTeamRetention,
  setDefaultRetention,
  setTeamRetention,
  signOut,
  type TermBody,
  type TermOut,
  updateDataRequest,
} from "@/api/generated";
import { meQuery, useForget } from "@/parts/session";

const changed = (client: QueryClient): Promise<void> => client.invalidateQueries({ queryKey: ["privacy"] });

/** The terms in force; also asked while nothing else is answered. */
export function useTerms() {
  return useQuery({ queryKey: ["privacy", "terms"], queryFn: async () => (await listTerms()).data.items, refetchOnMount: "always" });
}

/** Accepts a version; the shell then draws what was waiting behind it. */
export function useAcceptTerm() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ key, version }: Pick<TermOut, "key" | "version">) => acceptTerm({ body: { key, version } }),
    onSettled: async () => {
      await changed(client);
      await client.invalidateQueries();
    },
  });
}

export function useLeave() {
  const forget = useForget();
  return useMutation({ mutationFn: () => signOut(), onSettled: () => forget(false) });
}

export function usePublishTerm(key: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: TermBody) => publishTerm({ path: { key }, body }),
    onSuccess: () => Promise.all([changed(client), client.invalidateQueries({ queryKey: meQuery.queryKey })]),
  });
}

export function usePolicies() {
  return useQuery({ queryKey: ["privacy", "policies"], queryFn: async () => (await listRetention()).data.items });
}

export function useDue() {
  return useQuery({ queryKey: ["privacy", "due"], queryFn: async () => (await previewPurge()).data });
}

export function useSavePolicy() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ teamId, body }: { teamId: string | null; body: PolicyBody }) =>
      teamId === null ? setDefaultRetention({ body }) : setTeamRetention({ path: { team_id: teamId }, body }),
    onSuccess: () => changed(client),
  });
}

export function useRemovePolicy() {
  const client = useQueryClient();
  return useMutation({ mutationFn: (team_id: string) => removeTeamRetention({ path: { team_id } }), onSuccess: () => changed(client) });
}

export function useHolds() {
  return useQuery({ queryKey: ["privacy", "holds"], queryFn: async () => (await listHolds({ query: { limit: 100 } })).data.items });
}

export function usePlaceHold() {
  const client = useQueryClient();
  return useMutation({ mutationFn: (body: HoldBody) => placeHold({ body }), onSuccess: () => changed(client) });
}

/** The identifier of the call that a person names by its protocol, undefined when there is none. */
export async function findCall(protocol: string): Promise<string | undefined> {
  const { items } = (await listCalls({ query: { q: protocol, limit: 2 } })).data;
  return items.find((call) => call.protocol === protocol.trim())?.id;
}

export function useReleaseHold() {
  const client = useQueryClient();
  return useMutation({ mutationFn: (id: string) => releaseHold({ path: { id } }), onSuccess: () => changed(client) });
}

export function useDataRequests(query: NonNullable<ListDataRequestsData["query"]>) {
  return useQuery({
    queryKey: ["privacy", "requests", query],
    queryFn: async ({ signal }) => (await listDataRequests({ query, signal })).data,
    placeholderData: keepPreviousData,
  });
}

export function useRegisterRequest() {
  const client = useQueryClient();
  return useMutation({ mutationFn: (body: DataRequestBody) => registerDataRequest({ body }), onSuccess: () => changed(client) });
}

export function useAnswerRequest(id: string) {
  const client = useQueryClient();
  return useMutation({ mutationFn: (body: DataRequestUpdateBody) => updateDataRequest({ path: { id }, body }), onSuccess: () => changed(client) });
}
