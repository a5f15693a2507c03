import { queryOptions, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";

import { askForTranscript, createRecording, deleteRecording, deleteTranscript, getPeaks, getTranscript, listListens, listRecordings, type RecordingOut } from "@/api/generated";

export type Recording = RecordingOut;

const POINTS = 1_200;
const SOON = 1_500;
/** Writing down what is said takes about as long as listening. */
const LATER = 8_000;

function askAgain(items: readonly Recording[] = []): number | false {
  if (items.some(({ status }) => status === "waiting")) return SOON;
  return items.some(({ transcription }) => transcription?.code === "asked") && LATER;
}

/** The recordings of a call, asked for again until each is measured and has the transcript that was asked for. */
export function recordingsQuery(callId: string) {
  return queryOptions({
    queryKey: ["recordings", callId],
    queryFn: async ({ signal }) => (await listRecordings({ path: { id: callId }, query: { limit: 100 }, signal })).data,
    refetchInterval: ({ state }) => askAgain(state.data?.items),
  });
}

/** How loud each channel is; it never changes. */
export function peaksQuery({ call_id, id }: Pick<Recording, "id" | "call_id">) {
  return queryOptions({
    queryKey: ["peaks", id],
    queryFn: async ({ signal }) => (await getPeaks({ path: { id: call_id, recording_id: id }, query: { points: POINTS }, signal })).data.channels,
    staleTime: Infinity,
  });
}

/** What was said; it changes only by being replaced. */
export function transcriptQuery({ call_id, id }: Pick<Recording, "id" | "call_id">) {
  return queryOptions({
    queryKey: ["transcript", id],
    queryFn: async ({ signal }) => (await getTranscript({ path: { id: call_id, recording_id: id }, signal })).data,
    staleTime: Infinity,
  });
}

export function useListens({ call_id, id }: Recording, isOpen: boolean) {
  return useQuery({
    queryKey: ["listens", id],
    queryFn: async ({ signal }) => (await listListens({ path: { id: call_id, recording_id: id }, query: { limit: 50 }, signal })).data,
    enabled: isOpen,
    staleTime: 0,
  });
}

export interface Upload {
  file: File;
  /** Called with 0–1 while it is sent. */
  onShare: (share: number) => void;
}

export function useUploadRecording(callId: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async ({ file, onShare }: Upload) =>
      (
        await createRecording({
          path: { id: callId },
          body: { file },
          timeout: 0, // an hour of sound over a slow line takes as long as it takes
          onUploadProgress: ({ progress }) => onShare(progress ?? 0),
        })
      ).data,
    onSuccess: () => client.invalidateQueries({ queryKey: ["recordings", callId] }),
  });
}

export function useDeleteRecording({ call_id, id }: Recording) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => deleteRecording({ path: { id: call_id, recording_id: id } }),
    onSuccess: () => client.invalidateQueries({ queryKey: ["recordings", call_id] }),
  });
}

/** The transcript is made by a job; it is there when the recording says so. */
export function useAskForTranscript({ call_id, id }: Recording) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => askForTranscript({ path: { id: call_id, recording_id: id } }),
    onSuccess: () => client.invalidateQueries({ queryKey: ["recordings", call_id] }),
  });
}

export function useDeleteTranscript({ call_id, id }: Recording) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => deleteTranscript({ path: { id: call_id, recording_id: id } }),
    onSuccess: () => {
      client.removeQueries({ queryKey: ["transcript", id] });
      return client.invalidateQueries({ queryKey: ["recordings", call_id] });
    },
  });
}
