import type { RouteObject } from "react-router";

import { withTexts } from "@/i18n/late";
import { page } from "@/lib/page";

const TEXTS = ["people", "session", "security"] as const;

export const routes: RouteObject[] = [
  { path: "users", lazy: page(withTexts(TEXTS, () => import("./pages/UsersPage"))) },
  { path: "users/new", lazy: page(withTexts(TEXTS, () => import("./pages/NewUserPage"))) },
  { path: "users/:id", lazy: page(withTexts(TEXTS, () => import("./pages/UserPage"))) },
  { path: "teams", lazy: page(withTexts(TEXTS, () => import("./pages/TeamsPage"))) },
];
