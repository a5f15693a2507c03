import { createBrowserRouter } from "react-router";

import { routes as analytics } from "@/features/analytics/routes";
import { routes as calls } from "@/features/calls/routes";
import { routes as evaluations } from "@/features/evaluations/routes";
import { routes as imports } from "@/features/imports/routes";
import { routes as recordings } from "@/features/recordings/routes";
import { routes as people } from "@/features/people/routes";
import { routes as scorecards } from "@/features/scorecards/routes";
import { routes as session, signInRoute } from "@/features/session/routes";
import { routes as settings } from "@/features/settings/routes";

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
        signInRoute,
        {
          path: "/",
          element: <Shell />,
          children: [
            {
              errorElement: <CrashPage />,
              children: [
                ...analytics,
                ...calls,
                ...evaluations,
                ...scorecards,
                ...imports,
                ...recordings,
                ...people,
                ...settings,
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
