import { useQuery } from "@tanstack/react-query";

import { getSettings } from "@/api/generated";

/** The installation's settings: pass mark, time zone, whether it is a demonstration. `isFresh`: for a form. */
export function useInstallation({ isFresh = false }: { isFresh?: boolean } = {}) {
  return useQuery({
    queryKey: ["settings"],
    queryFn: async () => (await getSettings()).data,
    staleTime: 5 * 60_000,
    ...(isFresh ? { refetchOnMount: "always" as const } : {}),
  });
}
