import type { RouteObject } from "react-router";

import { page } from "@/lib/page";

export const routes: RouteObject[] = [
  { path: "recordings", lazy: page(() => import("./pages/BatchesPage")) },
  { path: "recordings/:id", lazy: page(() => import("./pages/BatchPage")) },
];
