import type { RouteObject } from "react-router";

import { page } from "@/lib/page";

export const routes: RouteObject[] = [
  { path: "evaluations", lazy: page(() => import("./pages/EvaluationsPage")) },
  { path: "evaluations/:id", lazy: page(() => import("./pages/EvaluationPage")) },
  { path: "calls/:id/evaluate", lazy: page(() => import("./pages/ScoringPage")) },
];
