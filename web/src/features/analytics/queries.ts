import { keepPreviousData, useQuery } from "@tanstack/react-query";

import { getOperatorPerformance, getRecentActivity, getStats } from "@/api/generated";

/** Which days, both included, and which team. */
export interface Scope {
  from: string;
  to: string;
  team_id?: string;
}

export function useStats(scope: Scope) {
  return useQuery({
    queryKey: ["dashboard", "stats", scope],
    queryFn: async ({ signal }) => (await getStats({ query: scope, signal })).data,
    placeholderData: keepPreviousData,
  });
}

export function usePerformance(scope: Scope) {
  return useQuery({
    queryKey: ["dashboard", "performance", scope],
    queryFn: async ({ signal }) => (await getOperatorPerformance({ query: scope, signal })).data,
    placeholderData: keepPreviousData,
  });
}

export function useActivity(scope: Scope) {
  return useQuery({
    queryKey: ["dashboard", "activity", scope],
    queryFn: async ({ signal }) => (await getRecentActivity({ query: { ...scope, limit: 8 }, signal })).data.items,
    placeholderData: keepPreviousData,
  });
}
