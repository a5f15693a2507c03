import { useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { I18nProvider } from "react-aria-components/I18nProvider";
import { RouterProvider } from "react-aria-components";
import { useTranslation } from "react-i18next";
import { type NavigateOptions, Outlet, ScrollRestoration, useHref, useNavigate } from "react-router";

import { onSignedOut, onTermsPending } from "@/api/client";
import { meQuery, useForget } from "@/parts/session";
import { Toaster } from "@/ui";

declare module "react-aria-components" {
  interface RouterConfig {
    routerOptions: NavigateOptions;
  }
}

/** Forgets the person, once, when the session is over; the shell then leads to the sign-in page. */
function useSessionEnd(): void {
  const forget = useForget();
  const client = useQueryClient();
  useEffect(
    () =>
      onSignedOut(() => {
        if (client.getQueryData(meQuery.queryKey)) forget(true);
      }),
    [client, forget],
  );
}

/** Asks anew who is signed in when the server says that terms wait; the shell then shows them. */
function usePendingTerms(): void {
  const client = useQueryClient();
  useEffect(() => onTermsPending(() => void client.invalidateQueries({ queryKey: meQuery.queryKey })), [client]);
}

/** What every page stands in: the language of the components, links that stay in the page, toasts. */
export function Root() {
  const { i18n } = useTranslation();
  const navigate = useNavigate();
  useSessionEnd();
  usePendingTerms();
  return (
    <I18nProvider locale={i18n.language === "en" ? "en-US" : "pt-BR"}>
      <RouterProvider navigate={(path, options) => void navigate(path, options)} useHref={useHref}>
        <Outlet />
        <ScrollRestoration />
        <Toaster />
      </RouterProvider>
    </I18nProvider>
  );
}

export function Loading() {
  const { t } = useTranslation("ui");
  return (
    <div role="status" className="grid min-h-dvh place-items-center text-ink-faint">
      {t("loading")}
    </div>
  );
}
