import { keepPreviousData, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";

import { dropExport, type ExportOut, listExports } from "@/api/generated";

const LIST = ["exports", "list"] as const;
const POLLED_MS = 2_000;

export function isUnderWay(found: ExportOut): boolean {
  return found.status === "queued" || found.status === "running";
}

/** One's own exports, asked about again for as long as one is under way. */
export function useExports(cursor: string | undefined) {
  return useQuery({
    queryKey: [...LIST, cursor],
    queryFn: async ({ signal }) => (await listExports({ query: cursor ? { cursor } : {}, signal })).data,
    placeholderData: keepPreviousData,
    refetchOnMount: "always",
    refetchInterval: ({ state }) => (state.data?.items.some(isUnderWay) ? POLLED_MS : false),
  });
}

/** Cancels one that is under way; removes one that is over. */
export function useDropExport() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => dropExport({ path: { id } }),
    onSettled: () => client.invalidateQueries({ queryKey: LIST }),
  });
}
