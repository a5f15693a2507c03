import { useQuery } from "@tanstack/react-query";
import { Menu as MenuIcon, X } from "lucide-react";
import { lazy, Suspense, useState } from "react";
import { Dialog } from "react-aria-components/Dialog";
import { Modal, ModalOverlay } from "react-aria-components/Modal";
import { useTranslation } from "react-i18next";
import { Link, Navigate, Outlet, useLocation } from "react-router";

import { problemText, toProblem } from "@/api/problem";
import { Bell } from "@/features/notifications/components/Bell";
import { Pulse } from "@/features/notifications/components/Pulse";
import { withTexts } from "@/i18n/late";
import { type Me, meQuery, useHasEnded } from "@/parts/session";
import { Wordmark } from "@/parts/Wordmark";
import { ErrorState, IconButton } from "@/ui";

import { AccountMenu } from "./AccountMenu";
import { DemoNotice } from "./DemoNotice";
import { OfflineNotice } from "./OfflineNotice";
import { Loading } from "./Root";
import { SideNav } from "./SideNav";

const TermsGate = lazy(withTexts(["privacy"], () => import("@/features/privacy/pages/TermsGate")));
const SecondFactorGate = lazy(withTexts(["security", "session"], () => import("@/features/session/pages/SecondFactorGate")));

/** Everything behind the sign-in: who is nobody goes there first, who owes a second factor turns it on, who has terms to read reads them. */
export function Shell() {
  const me = useQuery(meQuery);
  const hasEnded = useHasEnded();
  const { pathname, search } = useLocation();
  const Gate = me.data?.owes_second_factor ? SecondFactorGate : me.data?.pending_terms.length ? TermsGate : null;
  if (Gate) {
    return (
      <Suspense fallback={<Loading />}>
        <Gate />
      </Suspense>
    );
  }
  if (me.data) return <Frame me={me.data} />;
  if (me.isPending) return <Loading />;
  if (me.error) {
    return (
      <main className="grid min-h-dvh place-items-center">
        <ErrorState text={problemText(toProblem(me.error))} reference={toProblem(me.error).requestId} onRetry={() => void me.refetch()} />
      </main>
    );
  }
  const params = new URLSearchParams({ ...(pathname === "/" || hasEnded === false ? {} : { next: pathname + search }), ...(hasEnded ? { expired: "1" } : {}) });
  return <Navigate to={{ pathname: "/sign-in", search: params.toString() }} replace />;
}

function Frame({ me }: { me: Me }) {
  const { t } = useTranslation("app");
  return (
    <div className="min-h-dvh lg:grid lg:grid-cols-[15.5rem_minmax(0,1fr)]">
      <a href="#main" className="sr-only z-50 rounded-md bg-primary px-4 py-2 text-on-primary focus:not-sr-only focus:fixed focus:top-3 focus:left-3">
        {t("skip")}
      </a>
      <aside className="on-rail sticky top-0 hidden h-dvh flex-col gap-8 overflow-y-auto bg-rail p-4 lg:flex">
        <div className="mt-1 ml-2 flex items-center justify-between gap-2">
          <Link to="/" className="w-fit rounded-md text-rail-ink">
            <Wordmark />
          </Link>
          <Bell />
        </div>
        <div className="flex-1">
          <SideNav role={me.role} />
        </div>
        <AccountMenu me={me} />
      </aside>
      <PhoneBar me={me} />
      <Pulse />
      <div className="min-w-0">
        <DemoNotice />
        <OfflineNotice />
        <main id="main" tabIndex={-1} className="mx-auto w-full max-w-[88rem] px-4 py-6 outline-none sm:px-6 lg:px-10 lg:py-8">
          <Suspense fallback={<Loading />}>
            <Outlet />
          </Suspense>
        </main>
      </div>
    </div>
  );
}

function PhoneBar({ me }: { me: Me }) {
  const { t } = useTranslation(["app", "ui"]);
  const [isOpen, setOpen] = useState(false);
  const close = (): void => setOpen(false);
  return (
    <header className="on-rail sticky top-0 z-30 flex h-14 items-center justify-between bg-rail px-4 text-rail-ink lg:hidden">
      <Link to="/" className="rounded-md">
        <Wordmark />
      </Link>
      <span className="ml-auto">
        <Bell />
      </span>
      <IconButton label={t("app:nav.open")} icon={<MenuIcon size={22} />} onPress={() => setOpen(true)} className="size-11 text-rail-ink hover:bg-rail-hover hover:text-rail-ink" />
      <ModalOverlay isOpen={isOpen} onOpenChange={setOpen} isDismissable className="fixed inset-0 z-40 bg-scrim">
        <Modal className="slide-in on-rail h-full w-72 max-w-[85vw] bg-rail">
          <Dialog aria-label={t("app:nav.label")} className="flex h-full flex-col gap-6 overflow-y-auto p-4 outline-none">
            <div className="flex items-center justify-between text-rail-ink">
              <Wordmark />
              <IconButton label={t("ui:close")} icon={<X size={20} />} onPress={close} className="size-11 text-rail-ink hover:bg-rail-hover hover:text-rail-ink" />
            </div>
            <div className="flex-1">
              <SideNav role={me.role} onVisit={close} />
            </div>
            <AccountMenu me={me} />
          </Dialog>
        </Modal>
      </ModalOverlay>
    </header>
  );
}
