import type { RouteObject } from "react-router";

import { withTexts } from "@/i18n/late";
import { page } from "@/lib/page";

export const routes: RouteObject[] = [
  { path: "calls", lazy: page(() => import("./pages/CallsPage")) },
  { path: "calls/new", lazy: page(() => import("./pages/NewCallPage")) },
  { path: "calls/:id", lazy: page(withTexts(["privacy"], () => import("./pages/CallPage"))) },
  { path: "calls/:id/edit", lazy: page(() => import("./pages/EditCallPage")) },
];
