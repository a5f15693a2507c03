import type { RouteObject } from "react-router";

import { withTexts } from "@/i18n/late";
import { page } from "@/lib/page";

export const routes: RouteObject[] = [
  { path: "dashboard", lazy: page(withTexts(["analytics"], () => import("./pages/DashboardPage"))) },
  { path: "analytics", lazy: page(withTexts(["analytics", "charts", "origins"], () => import("./pages/AnalyticsPage"))) },
];
