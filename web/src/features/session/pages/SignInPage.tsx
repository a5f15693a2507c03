import { useQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { Navigate, useNavigate, useSearchParams } from "react-router";

import { cn } from "@/lib/cn";
import { ownAddress } from "@/lib/own-address";
import { setTitle } from "@/lib/title";
import { Wordmark } from "@/parts/Wordmark";
import { meQuery } from "@/parts/session";
import { Notice, ThemeToggle } from "@/ui";

import { LanguageToggle } from "../components/Preferences";
import { FirstUserForm } from "../components/FirstUserForm";
import { SignInSteps } from "../components/SignInSteps";
import { setupQuery } from "../queries";

export default function SignInPage() {
  const { t } = useTranslation("session");
  const [params] = useSearchParams();
  const navigate = useNavigate();
  const { data: me } = useQuery(meQuery);
  const { data: isFirst, isPending } = useQuery(setupQuery);
  const [isClosed, setClosed] = useState(false);
  const next = ownAddress(params.get("next"));
  const title = isFirst ? t("first.title") : t("signIn.title");
  const enter = (): void => void navigate(next, { replace: true });
  useEffect(() => setTitle(title), [title]);
  if (me) return <Navigate to={next} replace />;
  return (
    <div className="grid min-h-dvh lg:grid-cols-[minmax(0,5fr)_minmax(0,6fr)]">
      <aside className="hidden flex-col justify-between bg-rail p-12 text-rail-ink lg:flex">
        <Wordmark />
        <div className="max-w-md">
          <Waveform />
          <p className="mt-10 text-3xl leading-snug font-medium tracking-tight text-balance">{t("signIn.story")}</p>
          <p className="mt-4 text-rail-faint">{t("signIn.storyHint")}</p>
        </div>
        <span />
      </aside>
      <main className="flex flex-col justify-between gap-10 p-6 sm:p-12">
        <div className="text-ink lg:invisible">
          <Wordmark />
        </div>
        <div className={cn("mx-auto w-full max-w-sm", isPending && "invisible")}>
          <h1 className="text-3xl">{title}</h1>
          <p className="mt-1 mb-8 text-ink-soft">{isFirst ? t("first.lead") : t("signIn.lead")}</p>
          {params.has("expired") && (
            <Notice tone="info" className="mb-5">
              {t("signIn.expired")}
            </Notice>
          )}
          {isClosed && (
            <Notice tone="info" className="mb-5">
              {t("first.closed")}
            </Notice>
          )}
          {isFirst ? <FirstUserForm onDone={enter} onClosed={() => setClosed(true)} /> : !isPending && <SignInSteps next={next} onDone={enter} />}
        </div>
        <div className="mx-auto flex w-full max-w-sm flex-wrap justify-between gap-3">
          <LanguageToggle hideLabel />
          <ThemeToggle hideLabel />
        </div>
      </main>
    </div>
  );
}

const BARS = [18, 34, 26, 52, 40, 70, 46, 88, 60, 36, 64, 30, 48, 22, 38, 16, 28, 12];

function Waveform() {
  return (
    <svg viewBox="0 0 288 96" className="h-24 w-72 max-w-full" aria-hidden>
      {BARS.map((height, index) => (
        <rect
          key={index}
          x={index * 16}
          y={(96 - height) / 2}
          width="7"
          height={height}
          rx="3.5"
          className={index === 7 ? "fill-[var(--rail-focus)]" : "fill-[var(--rail-faint)]"}
          opacity={index <= 7 ? 1 : 0.35}
        />
      ))}
    </svg>
  );
}
