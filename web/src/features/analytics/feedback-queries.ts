import { useQuery } from "@tanstack/react-query";

import { getContests, getFunnel, getRelations, getReportingMonths, getSeverity } from "@/api/generated";

import type { Asked } from "./model/asked";
import type { Measure } from "./model/relations";
import { useChart } from "./use-chart";

export function useSeverity(asked: Asked) {
  return useChart("severity", asked, (ask) => getSeverity({ query: asked, ...ask }));
}

export function useFunnel(asked: Asked) {
  return useChart("funnel", asked, (ask) => getFunnel({ query: asked, ...ask }));
}

export function useContestChart(asked: Asked) {
  return useChart("contests", asked, (ask) => getContests({ query: asked, ...ask }));
}

export function useRelations(asked: Asked, measure: Measure) {
  const query = { ...asked, with: measure };
  return useChart("relations", query, (ask) => getRelations({ query, ...ask }));
}

/** The reporting months that may be asked for, the present one first. */
export function useReportingMonths() {
  return useQuery({ queryKey: ["dashboard", "reporting-months"], queryFn: async () => (await getReportingMonths()).data.items, staleTime: 60_000 });
}
