import type { RouteObject } from "react-router";

import { withTexts } from "@/i18n/late";
import { page } from "@/lib/page";

export const routes: RouteObject[] = [{ path: "privacy", lazy: page(withTexts(["privacy"], () => import("./pages/PrivacyPage"))) }];
