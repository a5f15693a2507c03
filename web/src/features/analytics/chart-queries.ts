import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { http } from "@/api/client";
import { listScorecards } from "@/api/generated";
import type { Estimate, Share } from "@/parts/charts/estimate";
import type { Option } from "@/ui";
import type { Asked } from "./model/asked";
import type { By } from "./model/comparison";
import type { Measure } from "./model/relations";
import type { Grain, OverTimePoint, ScoringBreak } from "./model/time";

interface Answer { period: { from: string; to: string }; population: { n: number } }
export interface OverTimeData extends Answer { grain: Grain; points: OverTimePoint[]; centre: number | null; breaks: ScoringBreak[] }
export interface ComparisonData extends Answer { items: { id: string; label: string; estimate: Estimate; passed: Share; is_distinguishable: boolean | null }[]; overall: Estimate; pairs_distinguishable: string[][] }
export interface DistributionData extends Answer { bands: { low: number; high: number; n: number }[]; estimate: Estimate }
export interface HeatMapData extends Answer { columns: { id: string; label: string }[]; rows: { criterion: string; label: string; cells: ({ id: string; estimate: Estimate } | null)[]; estimate: Estimate }[] }
export interface ParetoData extends Answer { items: { criterion: string; label: string; answers: number; failed: Share; lost_points: number; share: number; cumulative: number; not_applicable: number; fatals: number }[]; lost_points: number }
export interface CriticalData extends Answer { classes: { class: "customer" | "business" | "compliance"; accuracy: Share }[]; fatal: Share; series: { from: string; to: string; classes: { class: "customer" | "business" | "compliance"; accuracy: Share }[] }[] }
export interface HoursData extends Answer { cells: { weekday: number; hour: number; calls: number }[]; total: number; busiest: { weekday: number; hour: number; calls: number } | null }
export interface SeverityData extends Answer { model: { n: number; connected: boolean }; items: { evaluator_id: string; name: string; n: number; raw: Estimate; severity: number | null; low: number | null; high: number | null; is_distinguishable: boolean | null; consistency: { residual_sd: number | null; n: number } }[] }
export interface FunnelData extends Answer { steps: { step: "published" | "read" | "acknowledged" | "contested" | "closed"; n: number; share: Share }[]; disagreed: number; times: { from: "published" | "read" | "acknowledged" | "contested" | "closed"; to: string; n: number; mean_hours: number | null; low: number | null; high: number | null; median_hours: number | null }[] }
export interface ContestsData extends Answer { total: { opened: number; open: number; upheld: number; changed: number }; by_criterion: { criterion: string; label: string; contested: number; upheld: number; accepted: number; replaced: number; open: number; of_answers: Share }[] }
export interface RelationsData extends Answer { n: number; sampled: boolean; correlation: { r: number; low: number; high: number } | null; bins: { low: number; high: number; estimate: Estimate }[]; points: { x: number; score: number }[] }

function useChart<T>(path: string, asked: object, extra: object = {}, enabled = true) {
  return useQuery({ queryKey: ["dashboard", "charts", path, asked, extra], queryFn: async ({ signal }) => (await http.get<T>(`/api/analytics/${path}`, { params: { ...asked, ...extra }, signal })).data, placeholderData: keepPreviousData, enabled });
}
export const useOverTime = (asked: Asked, grain: Grain) => useChart<OverTimeData>("over-time", asked, { grain });
export const useComparison = (asked: Asked, by: By, extra: object) => useChart<ComparisonData>("comparison", asked, { by, ...extra });
export const useDistribution = (asked: Asked) => useChart<DistributionData>("distribution", asked);
export const useHeatMap = (asked: Asked, columns: "team" | "operator") => useChart<HeatMapData>("heat-map", asked, { columns });
export const usePareto = (asked: Asked) => useChart<ParetoData>("pareto", asked);
export const useCritical = (asked: Asked) => useChart<CriticalData>("critical-accuracy", asked);
export const useCallsByHour = (asked: Asked) => useChart<HoursData>("calls-by-hour", asked);
export const useSeverity = (asked: Asked) => useChart<SeverityData>("severity", asked);
export const useFunnel = (asked: Asked) => useChart<FunnelData>("funnel", asked);
export const useContestChart = (asked: Asked) => useChart<ContestsData>("contests", asked);
export const useRelations = (asked: Asked, measure: Measure) => useChart<RelationsData>("relations", asked, { with: measure });
export const useCriterionHistory = (asked: Asked, criterion: string | undefined, grain: Grain) => useChart<OverTimeData>("criterion-history", asked, { criterion, grain }, criterion !== undefined);
export const useReportingMonths = () => useQuery({ queryKey: ["dashboard", "reporting-months"], queryFn: async () => (await http.get<{ items: { month: string; from: string; to: string }[] }>("/api/analytics/months")).data.items });

/** The items that have answers in the period, by name: to choose from. */
export function useCriteria(asked: Asked) {
  const { criterion: _, ...rest } = asked;
  const query = useHeatMap(rest, "team");
  return { data: query.data?.rows.map(({ criterion, label }): Option => ({ id: criterion, label })) };
}
export function useCriterionLabel(asked: Asked): (key: string) => string {
  const found = useCriteria(asked).data;
  return (key) => found?.find(({ id }) => id === key)?.label ?? key;
}
export function useScorecardNames() {
  return useQuery({ queryKey: ["scorecards", "pick"], queryFn: async () => (await listScorecards({ query: { limit: 100 } })).data.items.map(({ id, name }): Option => ({ id, label: name })), staleTime: 60_000 });
}
