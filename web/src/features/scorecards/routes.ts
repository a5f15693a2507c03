import type { RouteObject } from "react-router";

import { page } from "@/lib/page";

export const routes: RouteObject[] = [
  { path: "scorecards", lazy: page(() => import("./pages/ScorecardsPage")) },
  { path: "scorecards/:id", lazy: page(() => import("./pages/ScorecardPage")) },
  { path: "scorecards/:id/edit", lazy: page(() => import("./pages/EditScorecardPage")) },
];
