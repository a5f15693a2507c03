import type { RouteObject } from "react-router";

import { page } from "@/lib/page";

export const routes: RouteObject[] = [
  { path: "imports", lazy: page(() => import("./pages/ImportsPage")) },
  { path: "imports/:id", lazy: page(() => import("./pages/ImportPage")) },
];
