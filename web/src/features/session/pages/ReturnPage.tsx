import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate, useSearchParams } from "react-router";

import { problemText, toProblem } from "@/api/problem";
import { setTitle } from "@/lib/title";
import { Wordmark } from "@/parts/Wordmark";
import { ButtonLink, Notice } from "@/ui";

import { takeNext } from "../model";
import { useFinishSingleSignOn } from "../security-queries";

/** Where the organisation's provider sends people back to. */
export default function ReturnPage() {
  const { t } = useTranslation("security");
  const [params] = useSearchParams();
  const navigate = useNavigate();
  const finish = useFinishSingleSignOn();
  const hasBegun = useRef(false);
  const [code, state] = [params.get("code"), params.get("state")];
  useEffect(() => setTitle(t("single.returning")), [t]);
  useEffect(() => {
    // What the provider sent is good once.
    if (hasBegun.current || !code || !state) return;
    hasBegun.current = true;
    finish.mutate({ code, state }, { onSuccess: () => void navigate(takeNext(), { replace: true }) });
  });
  const refusal = !code || !state ? t("single.notAllowed") : finish.error ? problemText(toProblem(finish.error)) : undefined;
  return (
    <main className="mx-auto flex min-h-dvh max-w-md flex-col justify-center gap-6 p-6">
      <div className="text-ink">
        <Wordmark />
      </div>
      <h1 className="text-2xl">{t(refusal ? "single.failed" : "single.returning")}</h1>
      {refusal && (
        <>
          <Notice tone="bad">{refusal}</Notice>
          <ButtonLink to="/sign-in" replace variant="primary" className="self-start">
            {t("single.again")}
          </ButtonLink>
        </>
      )}
    </main>
  );
}
