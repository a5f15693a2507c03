import type { RouteObject } from "react-router";

import { withTexts } from "@/i18n/late";
import { page } from "@/lib/page";

export const routes: RouteObject[] = [{ path: "audit", lazy: page(withTexts(["audit"], () => import("./pages/AuditPage"))) }];
