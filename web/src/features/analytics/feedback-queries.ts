import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { http } from "@/api/client";
import type { Estimate, Share } from "@/parts/charts/estimate";
import type { Asked } from "./model/asked";
import type { Measure } from "./model/relations";

interface Answer { period: { from: string; to: string } }
export interface SeverityData extends Answer { model: { n: number; connected: boolean }; items: { evaluator_id: string; name: string; n: number; raw: Estimate; severity: number | null; low: number | null; high: number | null; is_distinguishable: boolean | null; consistency: { residual_sd: number | null; n: number } }[] }
export interface FunnelData extends Answer { steps: { step: "published" | "read" | "acknowledged" | "contested" | "closed"; n: number; share: Share }[]; disagreed: number; times: { from: "published" | "read" | "acknowledged" | "contested" | "closed"; to: string; n: number; mean_hours: number | null; low: number | null; high: number | null; median_hours: number | null }[] }
export interface ContestsData extends Answer { total: { opened: number; open: number; upheld: number; changed: number }; by_criterion: { criterion: string; label: string; contested: number; upheld: number; accepted: number; replaced: number; open: number; of_answers: Share }[] }
export interface RelationsData extends Answer { n: number; sampled: boolean; correlation: { r: number; low: number; high: number } | null; bins: { low: number; high: number; estimate: Estimate }[]; points: { x: number; score: number }[] }

function useChart<T>(path: string, asked: object, extra: object = {}, enabled = true) {
  return useQuery({ queryKey: ["dashboard", "charts", path, asked, extra], queryFn: async ({ signal }) => (await http.get<T>(`/api/analytics/${path}`, { params: { ...asked, ...extra }, signal })).data, placeholderData: keepPreviousData, enabled });
}
export const useSeverity = (asked: Asked) => useChart<SeverityData>("severity", asked);
export const useFunnel = (asked: Asked) => useChart<FunnelData>("funnel", asked);
export const useContestChart = (asked: Asked) => useChart<ContestsData>("contests", asked);
export const useRelations = (asked: Asked, measure: Measure) => useChart<RelationsData>("relations", asked, { with: measure });
export const useReportingMonths = () => useQuery({ queryKey: ["dashboard", "reporting-months"], queryFn: async () => (await http.get<{ items: { month: string; from: string; to: string }[] }>("/api/analytics/months")).data.items });
