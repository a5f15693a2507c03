import { useMutation, useQueryClient } from "@tanstack/react-query";

import { type CategoryUpdateBody, createCategory, type SettingsBody, updateCategory, updateSettings } from "@/api/generated";

function useCategoriesChanged() {
  const client = useQueryClient();
  return () => client.invalidateQueries({ queryKey: ["categories"] });
}

export function useCreateCategory() {
  return useMutation({ mutationFn: (label: string) => createCategory({ body: { label } }), onSuccess: useCategoriesChanged() });
}

export function useUpdateCategory() {
  return useMutation({
    mutationFn: ({ key, ...body }: CategoryUpdateBody & { key: string }) => updateCategory({ path: { key }, body }),
    onSuccess: useCategoriesChanged(),
  });
}

export function useUpdateSettings() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async (body: SettingsBody) => (await updateSettings({ body })).data,
    onSuccess: (saved) => client.setQueryData(["settings"], saved),
  });
}
