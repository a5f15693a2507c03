import { useQueryClient } from "@tanstack/react-query";
import { type ReactNode, useEffect } from "react";
import { Navigate, useLocation } from "react-router";

import { Skeleton } from "@/ui";

import { useViews } from "../../view-queries";
import { addressOf } from "../../model/views";

/** Gone with the session: who signs in again finds his home again. */
const OPENED = ["views", "opened"];

/** Leads whoever comes in to the view that is his home: once, so that the page below can still be reached. */
export default function HomeView({ children }: { children: ReactNode }) {
  const client = useQueryClient();
  const { search } = useLocation();
  const views = useViews();
  const mayOpen = search === "" && client.getQueryData(OPENED) !== true;
  const home = views.data?.find(({ is_home }) => is_home);
  useEffect(() => {
    if (views.isPending) return;
    client.setQueryDefaults(OPENED, { gcTime: Infinity });
    client.setQueryData(OPENED, true);
  }, [client, views.isPending]);
  if (mayOpen && views.isPending) return <Skeleton className="h-56" />;
  return mayOpen && home ? <Navigate to={addressOf(home)} replace /> : children;
}
