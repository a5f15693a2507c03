import { useQuery } from "@tanstack/react-query";

import {
  getCallsByHour,
  getComparison,
  type GetComparisonData,
  getCriterionHistory,
  getCriticalAccuracy,
  getDistribution,
  getHeatMap,
  type GetHeatMapData,
  getOverTime,
  getPareto,
  listScorecards,
} from "@/api/generated";
import type { Option } from "@/ui";

import type { Asked } from "./model/asked";
import type { Grain } from "./model/time";
import { useChart } from "./use-chart";

export function useOverTime(asked: Asked, grain: Grain) {
  const query = { ...asked, grain };
  return useChart("over-time", query, (ask) => getOverTime({ query, ...ask }));
}

export function useComparison(asked: Asked, extra: Pick<NonNullable<GetComparisonData["query"]>, "by" | "with_from" | "with_to">) {
  const query = { ...asked, ...extra };
  return useChart("comparison", query, (ask) => getComparison({ query, ...ask }));
}

export function useDistribution(asked: Asked) {
  return useChart("distribution", asked, (ask) => getDistribution({ query: asked, ...ask }));
}

export function useHeatMap(asked: Asked, columns: NonNullable<NonNullable<GetHeatMapData["query"]>["columns"]>) {
  const query = { ...asked, columns };
  return useChart("heat-map", query, (ask) => getHeatMap({ query, ...ask }));
}

export function usePareto(asked: Asked) {
  return useChart("pareto", asked, (ask) => getPareto({ query: asked, ...ask }));
}

export function useCritical(asked: Asked) {
  return useChart("critical-accuracy", asked, (ask) => getCriticalAccuracy({ query: asked, ...ask }));
}

export function useCallsByHour(asked: Asked) {
  return useChart("calls-by-hour", asked, (ask) => getCallsByHour({ query: asked, ...ask }));
}

/** The history of one item; nothing is asked while none is chosen. */
export function useCriterionHistory(asked: Asked, criterion: string | undefined, grain: Grain) {
  const query = { ...asked, criterion: [criterion ?? ""] as [string], grain };
  return useChart("criterion-history", query, (ask) => getCriterionHistory({ query, ...ask }), criterion !== undefined);
}

/** The items that have answers in the period, whichever are chosen: by name. `dearest`: which costs the most. */
export function useCriteria(asked: Asked) {
  const others: Asked = { ...asked };
  delete others.criterion;
  delete others.score;
  const { data, isPending } = usePareto(others);
  const items = data?.items.map(({ criterion, label }): Option => ({ id: criterion, label })) ?? [];
  return { items: items.toSorted((one, other) => one.label.localeCompare(other.label)), dearest: items[0]?.id, isPending };
}

export function useCriterionLabel(asked: Asked): (key: string) => string {
  const { items } = useCriteria(asked);
  return (key) => items.find(({ id }) => id === key)?.label ?? key;
}

export function useScorecardNames() {
  return useQuery({
    queryKey: ["scorecards", "pick"],
    queryFn: async () => (await listScorecards({ query: { limit: 100 } })).data.items.map(({ id, name }): Option => ({ id, label: name })),
    staleTime: 60_000,
  });
}
