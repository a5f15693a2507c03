import { useMutation, useQueryClient } from "@tanstack/react-query";

import { type CategoryUpdateBody, createCategory, updateCategory } from "@/api/generated";

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
