import type { RouteObject } from "react-router";

import { withTexts } from "@/i18n/late";
import { page } from "@/lib/page";

const TEXTS = ["settings", "calendar", "security"] as const;

export const routes: RouteObject[] = [
  { path: "categories", lazy: page(withTexts(TEXTS, () => import("./pages/CategoriesPage"))) },
  { path: "settings", lazy: page(withTexts(TEXTS, () => import("./pages/SettingsPage"))) },
  { path: "settings/holidays", lazy: page(withTexts(TEXTS, () => import("./pages/HolidaysPage"))) },
];
