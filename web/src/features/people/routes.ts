import type { RouteObject } from "react-router";

import { page } from "@/lib/page";

export const routes: RouteObject[] = [
  { path: "users", lazy: page(() => import("./pages/UsersPage")) },
  { path: "users/new", lazy: page(() => import("./pages/NewUserPage")) },
  { path: "users/:id", lazy: page(() => import("./pages/UserPage")) },
  { path: "teams", lazy: page(() => import("./pages/TeamsPage")) },
];
