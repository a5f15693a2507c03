import { useQuery } from "@tanstack/react-query";

import { getSettings } from "@/api/generated";

/** The installation's settings: pass mark, time zone, whether it is a demonstration. */
export function useInstallation() {
  return useQuery({ queryKey: ["settings"], queryFn: async () => (await getSettings()).data, staleTime: 5 * 60_000 });
}
