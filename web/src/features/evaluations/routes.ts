import type { RouteObject } from "react-router";

import { withTexts } from "@/i18n/late";
import { page } from "@/lib/page";

const TEXTS = ["evaluations", "feedback", "origins"] as const;

export const routes: RouteObject[] = [
  { path: "evaluations", lazy: page(withTexts(TEXTS, () => import("./pages/EvaluationsPage"))) },
  { path: "evaluations/:id", lazy: page(withTexts(TEXTS, () => import("./pages/EvaluationPage"))) },
  { path: "evaluations/:id/contest", lazy: page(withTexts(TEXTS, () => import("./pages/ContestPage"))) },
  { path: "evaluations/:id/decide", lazy: page(withTexts(TEXTS, () => import("./pages/DecidePage"))) },
  { path: "calls/:id/evaluate", lazy: page(withTexts(["evaluations", "origins"], () => import("./pages/ScoringPage"))) },
];
