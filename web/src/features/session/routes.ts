import type { RouteObject } from "react-router";

import { withTexts } from "@/i18n/late";
import { page } from "@/lib/page";

const TEXTS = ["session", "security"] as const;

export const routes: RouteObject[] = [
  { path: "profile", lazy: page(withTexts([...TEXTS, "privacy"], () => import("./pages/ProfilePage"))) },
  { path: "profile/security", lazy: page(withTexts([...TEXTS, "keys"], () => import("./pages/SecurityPage"))) },
  { path: "keys", lazy: page(withTexts(["keys"], () => import("./pages/KeysPage"))) },
];

/** The only pages that are seen without a session. */
export const signInRoutes: RouteObject[] = [
  { path: "/sign-in", lazy: page(withTexts(TEXTS, () => import("./pages/SignInPage"))) },
  { path: "/sign-in/return", lazy: page(withTexts(TEXTS, () => import("./pages/ReturnPage"))) },
];
