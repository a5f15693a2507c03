import { useQuery } from "@tanstack/react-query";

import { type CategoryOut, listCategories } from "@/api/generated";

export type Category = CategoryOut;

/** Every category, open and closed, by label. */
export function useCategories() {
  return useQuery({ queryKey: ["categories"], queryFn: async () => (await listCategories()).data.items, staleTime: 60_000 });
}

/** The label of a category by its key; the key itself while unknown. */
export function useCategoryLabel(): (key: string | null | undefined) => string {
  const found = useCategories().data;
  return (key) => found?.find((category) => category.key === key)?.label ?? key ?? "—";
}
