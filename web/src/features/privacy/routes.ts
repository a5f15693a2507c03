import type { RouteObject } from "react-router";

import { page } from "@/lib/page";

export const routes: RouteObject[] = [{ path: "privacy", lazy: page(() => import("./pages/PrivacyPage")) }];
