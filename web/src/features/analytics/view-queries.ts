import { useMutation, useQuery } from "@tanstack/react-query";
export interface SavedView { id: string; name: string; page: "dashboard" | "analytics"; query: string; is_home: boolean; version: number; actions: string[] }
export const useViews = () => useQuery({ queryKey: ["views"], queryFn: () => Promise.resolve([] as SavedView[]) });
export const useCreateView = () => useMutation({ mutationFn: (body: { name: string; is_home: boolean; page: string; query: string }) => Promise.resolve(body) });
export const useUpdateView = () => useMutation({ mutationFn: (body: { view: SavedView; patch: { name?: string; is_home?: boolean } }) => Promise.resolve(body) });
export const useDeleteView = () => useMutation({ mutationFn: (id: string) => Promise.resolve(id) });
