import { keepPreviousData, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";

import { createKey, type KeyBody, type ListKeysData, listKeys, listKeyScopes, revokeKey } from "@/api/generated";

const KEYS = ["keys"] as const;

export type KeyQuery = NonNullable<ListKeysData["query"]>;

export function useKeys(wanted: KeyQuery) {
  return useQuery({
    queryKey: [...KEYS, wanted],
    queryFn: async ({ signal }) => (await listKeys({ query: wanted, signal })).data,
    placeholderData: keepPreviousData,
  });
}

/** What a key of one's own may be for. */
export function useScopes() {
  return useQuery({ queryKey: ["key-scopes"], queryFn: async () => (await listKeyScopes()).data.scopes });
}

export function useCreateKey() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async (body: KeyBody) => (await createKey({ body })).data.token,
    onSettled: () => client.invalidateQueries({ queryKey: KEYS }),
  });
}

export function useRevokeKey() {
  const client = useQueryClient();
  return useMutation({ mutationFn: (id: string) => revokeKey({ path: { id } }), onSettled: () => client.invalidateQueries({ queryKey: KEYS }) });
}
