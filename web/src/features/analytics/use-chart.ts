import { keepPreviousData, useQuery } from "@tanstack/react-query";

/** Under the dashboard, so that whatever changes its numbers has the charts asked for anew as well. */
const KEY = ["dashboard", "charts"] as const;

interface Ask {
  signal: AbortSignal;
}

/** One chart as the server answers it; the older one stays in sight while a newer one is on its way. */
export function useChart<T>(name: string, asked: object, fetch: (ask: Ask) => Promise<{ data: T }>, enabled = true) {
  return useQuery({
    queryKey: [...KEY, name, asked],
    queryFn: async ({ signal }) => (await fetch({ signal })).data,
    placeholderData: keepPreviousData,
    enabled,
  });
}
