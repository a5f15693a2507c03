import { keepPreviousData, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";

import { addToBatch, type BatchOut, type BatchUpdateBody, changeBatch, confirmBatch, discardBatch, getBatch, listBatches, type ListBatchesData, listCalls, openBatch } from "@/api/generated";

import { Outbox } from "./model/outbox";

const LIST = ["batches", "list"] as const;
export const batchKey = (id: string) => ["batches", "one", id] as const;

export function useBatchList(query: NonNullable<ListBatchesData["query"]>) {
  return useQuery({
    queryKey: [...LIST, query],
    queryFn: async ({ signal }) => (await listBatches({ query, signal })).data,
    placeholderData: keepPreviousData,
    refetchOnMount: "always",
  });
}

export function useBatch(id: string) {
  return useQuery({ queryKey: batchKey(id), queryFn: async ({ signal }) => (await getBatch({ path: { id }, signal })).data, refetchOnMount: "always" });
}

/** What is being sent goes on while the person looks at other pages. */
export const outbox = new Outbox(async (file, batchId, onShare) => {
  const sending = { body: { files: [file] }, timeout: 0, onUploadProgress: ({ progress }: { progress?: number }) => onShare(progress ?? 0) };
  return (await (batchId ? addToBatch({ ...sending, path: { id: batchId } }) : openBatch(sending))).data;
});

export type Changes = Omit<BatchUpdateBody, "version">;

/** Changes go one after the other, each over the version that the one before it made. */
export function useChangeBatch(id: string) {
  const client = useQueryClient();
  return useMutation({
    scope: { id: `batch ${id}` },
    mutationFn: async (changes: Changes) => {
      const version = client.getQueryData<BatchOut>(batchKey(id))?.version ?? 0;
      return (await changeBatch({ path: { id }, body: { ...changes, version } })).data;
    },
    onSuccess: (saved) => client.setQueryData(batchKey(id), saved),
    onError: () => client.invalidateQueries({ queryKey: batchKey(id) }),
  });
}

export function useConfirmBatch({ id, version }: BatchOut) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async () => (await confirmBatch({ path: { id }, body: { version }, timeout: 0 })).data,
    onSuccess: (confirmed) => {
      client.setQueryData(batchKey(id), confirmed);
      return Promise.all([LIST, ["recordings"], ["calls"]].map((queryKey) => client.invalidateQueries({ queryKey })));
    },
    onError: () => client.invalidateQueries({ queryKey: batchKey(id) }),
  });
}

export function useDiscardBatch(id: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => discardBatch({ path: { id } }),
    onSuccess: () => {
      client.removeQueries({ queryKey: batchKey(id) });
      return client.invalidateQueries({ queryKey: LIST });
    },
  });
}

/** Calls with these words, for a file that found none. */
export function useCallsLike(text: string) {
  return useQuery({
    queryKey: ["calls", "like", text],
    queryFn: async ({ signal }) => (await listCalls({ query: { ...(text ? { q: text } : {}), limit: 20 }, signal })).data.items,
    placeholderData: keepPreviousData,
  });
}
