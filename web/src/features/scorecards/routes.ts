import type { RouteObject } from "react-router";

import { withTexts } from "@/i18n/late";
import { page } from "@/lib/page";

const TEXTS = ["scorecards"] as const;

export const routes: RouteObject[] = [
  { path: "scorecards", lazy: page(withTexts(TEXTS, () => import("./pages/ScorecardsPage"))) },
  { path: "scorecards/:id", lazy: page(withTexts(TEXTS, () => import("./pages/ScorecardPage"))) },
  { path: "scorecards/:id/edit", lazy: page(withTexts(TEXTS, () => import("./pages/EditScorecardPage"))) },
];
