import type { RouteObject } from "react-router";

import { withTexts } from "@/i18n/late";
import { page } from "@/lib/page";

const TEXTS = ["batches"] as const;

export const routes: RouteObject[] = [
  { path: "recordings", lazy: page(withTexts(TEXTS, () => import("./pages/BatchesPage"))) },
  { path: "recordings/:id", lazy: page(withTexts(TEXTS, () => import("./pages/BatchPage"))) },
];
