import { createBrowserRouter } from "react-router";

import { routes as analytics } from "@/features/analytics/routes";
import { routes as audit } from "@/features/audit/routes";
import { routes as calls } from "@/features/calls/routes";
import { routes as coaching } from "@/features/coaching/routes";
import { routes as evaluations } from "@/features/evaluations/routes";
import { routes as home } from "@/features/home/routes";
import { routes as imports } from "@/features/imports/routes";
import { routes as notifications } from "@/features/notifications/routes";
import { routes as recordings } from "@/features/recordings/routes";
import { routes as people } from "@/features/people/routes";
import { routes as privacy } from "@/features/privacy/routes";
import { routes as reports } from "@/features/reports/routes";
import { routes as scorecards } from "@/features/scorecards/routes";
import { routes as session, signInRoutes } from "@/features/session/routes";
import { routes as settings } from "@/features/settings/routes";
import { routes as webhooks } from "@/features/webhooks/routes";
import { page } from "@/lib/page";

import { CrashPage } from "./CrashPage";
import { NotFoundPage } from "./NotFoundPage";
import { Loading, Root } from "./Root";
import { Shell } from "./Shell";

/** Every address of the application: the one list where the features meet. */
export function createRouter() {
  return createBrowserRouter([
    {
      element: <Root />,
      errorElement: <CrashPage />,
      hydrateFallbackElement: <Loading />,
      children: [
        ...signInRoutes,
        {
          path: "/",
          element: <Shell />,
          children: [
            {
              errorElement: <CrashPage />,
              children: [
                { index: true, lazy: page(() => import("./HomePage")) },
                ...home,
                ...analytics,
                ...calls,
                ...evaluations,
                ...coaching,
                ...scorecards,
                ...imports,
                ...reports,
                ...recordings,
                ...people,
                ...notifications,
                ...settings,
                ...audit,
                ...privacy,
                ...webhooks,
                ...session,
                { path: "*", element: <NotFoundPage /> },
              ],
            },
          ],
        },
      ],
    },
  ]);
}
