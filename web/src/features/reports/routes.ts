import type { RouteObject } from "react-router";

import { withTexts } from "@/i18n/late";
import { page } from "@/lib/page";

export const routes: RouteObject[] = [
  { path: "exports", lazy: page(withTexts(["exports", "reports"], () => import("./pages/ExportsPage"))) },
  { path: "reports/schedules", lazy: page(withTexts(["reports"], () => import("./pages/SchedulesPage"))) },
];
