import type { RouteObject } from "react-router";

import { page } from "@/lib/page";

export const routes: RouteObject[] = [
  { path: "categories", lazy: page(() => import("./pages/CategoriesPage")) },
  { path: "settings", lazy: page(() => import("./pages/SettingsPage")) },
  { path: "settings/holidays", lazy: page(() => import("./pages/HolidaysPage")) },
];
