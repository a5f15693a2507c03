import type { RouteObject } from "react-router";

import { page } from "@/lib/page";

export const routes: RouteObject[] = [
  { path: "notifications", lazy: page(() => import("./pages/NotificationsPage")) },
  { path: "notifications/preferences", lazy: page(() => import("./pages/PreferencesPage")) },
];
