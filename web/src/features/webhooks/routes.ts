import type { RouteObject } from "react-router";

import { withTexts } from "@/i18n/late";
import { page } from "@/lib/page";

const TEXTS = ["webhooks"] as const;

export const routes: RouteObject[] = [
  { path: "webhooks", lazy: page(withTexts(TEXTS, () => import("./pages/WebhooksPage"))) },
  { path: "webhooks/deliveries", lazy: page(withTexts(TEXTS, () => import("./pages/DeliveriesPage"))) },
];
