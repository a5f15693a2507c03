import type { RouteObject } from "react-router";

import { withTexts } from "@/i18n/late";
import { page } from "@/lib/page";

const TEXTS = ["imports"] as const;

export const routes: RouteObject[] = [
  { path: "imports", lazy: page(withTexts(TEXTS, () => import("./pages/ImportsPage"))) },
  { path: "imports/:id", lazy: page(withTexts(TEXTS, () => import("./pages/ImportPage"))) },
];
