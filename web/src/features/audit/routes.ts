import type { RouteObject } from "react-router";

import { page } from "@/lib/page";

export const routes: RouteObject[] = [{ path: "audit", lazy: page(() => import("./pages/AuditPage")) }];
