import type { RouteObject } from "react-router";

import { withTexts } from "@/i18n/late";
import { page } from "@/lib/page";

export const routes: RouteObject[] = [{ path: "exports", lazy: page(withTexts(["exports"], () => import("./pages/ExportsPage"))) }];
