import type { RouteObject } from "react-router";

import { page } from "@/lib/page";

export const routes: RouteObject[] = [{ path: "profile", lazy: page(() => import("./pages/ProfilePage")) }];

/** The only page that is seen without a session. */
export const signInRoute: RouteObject = { path: "/sign-in", lazy: page(() => import("./pages/SignInPage")) };
