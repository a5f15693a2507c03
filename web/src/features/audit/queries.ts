import { keepPreviousData, useQuery } from "@tanstack/react-query";

import { getAuditChain, listAudit, type ListAuditData } from "@/api/generated";

export type AuditQuery = NonNullable<ListAuditData["query"]>;

export function useAuditList(query: AuditQuery) {
  return useQuery({
    queryKey: ["audit", "list", query],
    queryFn: async ({ signal }) => (await listAudit({ query, signal })).data,
    placeholderData: keepPreviousData,
    staleTime: 0,
  });
}

export function useChain() {
  return useQuery({ queryKey: ["audit", "chain"], queryFn: async () => (await getAuditChain()).data, staleTime: 0 });
}
