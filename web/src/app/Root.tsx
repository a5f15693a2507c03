import { useEffect } from "react";
import { I18nProvider } from "react-aria-components/I18nProvider";
import { RouterProvider } from "react-aria-components";
import { useTranslation } from "react-i18next";
import { type NavigateOptions, Outlet, ScrollRestoration, useHref, useLocation, useNavigate } from "react-router";

import { onSignedOut } from "@/api/client";
import { useForget } from "@/parts/session";
import { Toaster } from "@/ui";

declare module "react-aria-components" {
  interface RouterConfig {
    routerOptions: NavigateOptions;
  }
}

/** Sends to the sign-in page, once, when the session is over; coming back leads to the same place. */
function useSessionEnd(): void {
  const navigate = useNavigate();
  const forget = useForget();
  const { pathname, search } = useLocation();
  useEffect(
    () =>
      onSignedOut(() => {
        if (pathname === "/sign-in") return;
        forget();
        void navigate(`/sign-in?${new URLSearchParams({ next: pathname + search, expired: "1" }).toString()}`, { replace: true });
      }),
    [forget, navigate, pathname, search],
  );
}

/** What every page stands in: the language of the components, links that stay in the page, toasts. */
export function Root() {
  const { i18n } = useTranslation();
  const navigate = useNavigate();
  useSessionEnd();
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
