import type { RouteObject } from "react-router";

import { withTexts } from "@/i18n/late";
import { page } from "@/lib/page";

const TEXTS = ["coaching"] as const;

export const routes: RouteObject[] = [
  { path: "coaching", lazy: page(withTexts(TEXTS, () => import("./pages/PlansPage"))) },
  { path: "coaching/new", lazy: page(withTexts(TEXTS, () => import("./pages/NewPlanPage"))) },
  { path: "coaching/:id", lazy: page(withTexts(TEXTS, () => import("./pages/PlanPage"))) },
];
