import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";

import { deleteView, listViews, saveView, updateView, type ViewBody, type ViewOut } from "@/api/generated";

export type SavedView = ViewOut;

const KEY = ["views"] as const;

/** The person's own views, by name: few enough to be held whole. */
export function useViews() {
  return useQuery({ queryKey: [...KEY, "list"], queryFn: async () => (await listViews()).data.items, staleTime: 60_000 });
}

function useTell(): () => Promise<void> {
  const client = useQueryClient();
  return () => client.invalidateQueries({ queryKey: [...KEY, "list"] });
}

export function useCreateView() {
  return useMutation({ mutationFn: async (body: ViewBody) => (await saveView({ body })).data, onSuccess: useTell() });
}

interface Change {
  view: SavedView;
  patch: { name?: string; is_home?: boolean };
}

export function useUpdateView() {
  const mutationFn = async ({ view: { id, name, page, query, is_home, version }, patch }: Change) => (await updateView({ path: { id }, body: { name, page, query, is_home, version, ...patch } })).data;
  return useMutation({ mutationFn, onSettled: useTell() });
}

export function useDeleteView() {
  return useMutation({ mutationFn: (id: string) => deleteView({ path: { id } }), onSuccess: useTell() });
}
