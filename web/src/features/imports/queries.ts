import { keepPreviousData, type QueryClient, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";

import {
  cancelImport,
  checkImport,
  commitImport,
  countImportProblems,
  createImport,
  createImportPreset,
  deleteImport,
  deleteImportPreset,
  getImport,
  type ImportForm,
  type ImportOut,
  listImportPresets,
  listImportProblems,
  type ListImportProblemsData,
  listImports,
  type ListImportsData,
  previewImport,
  resumeImport,
  undoImport,
  updateImport,
} from "@/api/generated";

import type { Changes } from "./model/mapping";
import { pollEvery } from "./model/steps";
import { withDecisions } from "./model/values";

const LIST = ["imports", "list"] as const;
const PRESETS = ["imports", "presets"] as const;
const oneKey = (id: string) => ["imports", "one", id] as const;

export function useImportList(query: NonNullable<ListImportsData["query"]>) {
  return useQuery({
    queryKey: [...LIST, query],
    queryFn: async ({ signal }) => (await listImports({ query, signal })).data,
    placeholderData: keepPreviousData,
    refetchOnMount: "always",
    refetchInterval: ({ state }) => (state.data?.items.some((item) => pollEvery(item)) ? 3_000 : false),
  });
}

/** One import, asked about again for as long as a job is at work on it. */
export function useImport(id: string) {
  return useQuery({
    queryKey: oneKey(id),
    queryFn: async ({ signal }) => (await getImport({ path: { id }, signal })).data,
    refetchOnMount: "always",
    refetchInterval: ({ state }) => pollEvery(state.data),
  });
}

export interface Upload {
  form: ImportForm;
  onProgress: (share: number) => void;
  signal: AbortSignal;
}

/** Sends a file. However big it is, only its arrival ends the wait. */
export function useUpload() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async ({ form, onProgress, signal }: Upload) =>
      (await createImport({ body: form, signal, timeout: 0, onUploadProgress: ({ progress }) => onProgress(progress ?? 0) })).data,
    onSuccess: (made) => {
      client.setQueryData(oneKey(made.id), made);
      return client.invalidateQueries({ queryKey: LIST });
    },
  });
}

function expected(present: ImportOut, { mapping, options, decisions }: Changes): ImportOut {
  return {
    ...present,
    ...(mapping ? { mapping: mapping as ImportOut["mapping"] } : {}),
    ...(options ? { options: { ...present.options, ...options } as ImportOut["options"] } : {}),
    ...(decisions ? { unknown_values: withDecisions(present.unknown_values, decisions) } : {}),
  };
}

/** Keeps changes one after the other, each over the version that the one before it made; the screen does not wait. */
export function useUpdateImport(id: string) {
  const client = useQueryClient();
  const mutationKey = ["imports", "update", id];
  return useMutation({
    mutationKey,
    scope: { id: mutationKey.join(" ") },
    mutationFn: async (changes: Changes) => {
      const version = client.getQueryData<ImportOut>(oneKey(id))?.version ?? 0;
      return (await updateImport({ path: { id }, body: { ...changes, version } })).data;
    },
    onMutate: async (changes) => {
      await client.cancelQueries({ queryKey: oneKey(id) });
      client.setQueryData<ImportOut>(oneKey(id), (present) => present && expected(present, changes));
    },
    onSuccess: (saved) => {
      const isLast = client.isMutating({ mutationKey }) <= 1;
      client.setQueryData<ImportOut>(oneKey(id), (present) => (present && !isLast ? { ...present, version: saved.version } : saved));
    },
    onError: () => client.invalidateQueries({ queryKey: oneKey(id) }),
  });
}

const MOVES = { check: checkImport, commit: commitImport, cancel: cancelImport, resume: resumeImport, undo: undoImport };
export type Move = keyof typeof MOVES;

export function useMoveImport(id: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async (move: Move) => (await MOVES[move]({ path: { id } })).data,
    onSuccess: (moved) => {
      client.setQueryData(oneKey(id), moved);
      return client.invalidateQueries({ queryKey: LIST });
    },
    onError: () => client.invalidateQueries({ queryKey: oneKey(id) }),
  });
}

/** After a run: what it wrote is shown elsewhere too. */
export async function runEnded(client: QueryClient): Promise<void> {
  const keys = ["calls", "dashboard", "categories", "users"];
  await Promise.all([client.invalidateQueries({ queryKey: LIST }), ...keys.map((key) => client.invalidateQueries({ queryKey: [key] }))]);
}

export function useDeleteImport(id: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => deleteImport({ path: { id } }),
    onSuccess: () => {
      client.removeQueries({ queryKey: oneKey(id) });
      return client.invalidateQueries({ queryKey: LIST });
    },
  });
}

/** What was found of one import in one state: it changes with the version and with the status. */
const findingsKey = ({ id, version, status }: ImportOut) => ["imports", "findings", id, version, status] as const;

export function usePreview(found: ImportOut) {
  return useQuery({
    queryKey: [...findingsKey(found), "preview"],
    queryFn: async ({ signal }) => (await previewImport({ path: { id: found.id }, signal })).data.rows,
    placeholderData: keepPreviousData,
  });
}

export function useProblemCounts(found: ImportOut) {
  return useQuery({
    queryKey: [...findingsKey(found), "counts"],
    queryFn: async ({ signal }) => (await countImportProblems({ path: { id: found.id }, signal })).data.items,
    placeholderData: keepPreviousData,
  });
}

export function useProblems(found: ImportOut, query: NonNullable<ListImportProblemsData["query"]>) {
  return useQuery({
    queryKey: [...findingsKey(found), "problems", query],
    queryFn: async ({ signal }) => (await listImportProblems({ path: { id: found.id }, query, signal })).data,
    placeholderData: keepPreviousData,
  });
}

export function usePresets() {
  return useQuery({ queryKey: PRESETS, queryFn: async () => (await listImportPresets()).data.items, staleTime: 60_000 });
}

export function useSavePreset() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async (body: { import_id: string; name: string }) => (await createImportPreset({ body })).data,
    onSuccess: () => client.invalidateQueries({ queryKey: PRESETS }),
  });
}

export function useDeletePreset() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => deleteImportPreset({ path: { id } }),
    onSuccess: () => client.invalidateQueries({ queryKey: PRESETS }),
  });
}
