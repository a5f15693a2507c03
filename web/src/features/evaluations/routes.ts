import type { RouteObject } from "react-router";

import { page } from "@/lib/page";

export const routes: RouteObject[] = [
  { path: "evaluations", lazy: page(() => import("./pages/EvaluationsPage")) },
  { path: "evaluations/:id", lazy: page(() => import("./pages/EvaluationPage")) },
  { path: "evaluations/:id/contest", lazy: page(() => import("./pages/ContestPage")) },
  { path: "evaluations/:id/decide", lazy: page(() => import("./pages/DecidePage")) },
  { path: "calls/:id/evaluate", lazy: page(() => import("./pages/ScoringPage")) },
];
