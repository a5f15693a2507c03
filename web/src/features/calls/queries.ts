import { keepPreviousData, type QueryClient, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";

import {
  type CallBody,
  type CallUpdateBody,
  createCall,
  deleteCall,
  getCall,
  listCalls,
  type ListCallsData,
  revealCall,
  updateCall,
} from "@/api/generated";

export type CallQuery = NonNullable<ListCallsData["query"]>;

export function useCallList(query: CallQuery) {
  return useQuery({
    queryKey: ["calls", "list", query],
    queryFn: async ({ signal }) => (await listCalls({ query, signal })).data,
    placeholderData: keepPreviousData,
  });
}

export function useCall(id: string) {
  return useQuery({ queryKey: ["calls", "one", id], queryFn: async () => (await getCall({ path: { id } })).data, refetchOnMount: "always" });
}

async function callsChanged(client: QueryClient): Promise<void> {
  await Promise.all([client.invalidateQueries({ queryKey: ["calls"] }), client.invalidateQueries({ queryKey: ["dashboard"] })]);
}

export function useCreateCall() {
  const client = useQueryClient();
  return useMutation({ mutationFn: async (body: CallBody) => (await createCall({ body })).data, onSuccess: () => callsChanged(client) });
}

export function useUpdateCall(id: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async (body: CallUpdateBody) => (await updateCall({ path: { id }, body })).data,
    onSuccess: () => callsChanged(client),
  });
}

/** What is masked of a call; kept by whoever asked, never among what was loaded. */
export function useReveal(id: string) {
  return useMutation({ mutationFn: async (reason: string) => (await revealCall({ path: { id }, body: { reason } })).data });
}

export function useDeleteCall(id: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => deleteCall({ path: { id } }),
    onSuccess: () => {
      client.removeQueries({ queryKey: ["calls", "one", id] });
      return callsChanged(client);
    },
  });
}
