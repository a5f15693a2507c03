import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";

import type { TermOut } from "@/api/generated";
import { problemText, toProblem } from "@/api/problem";
import { formatDate } from "@/lib/dates";
import { can } from "@/parts/can";
import { QueryView } from "@/parts/QueryView";
import { Wordmark } from "@/parts/Wordmark";
import { Actions, Button, Card, Notice, ThemeToggle, toast } from "@/ui";

import { TermText, useTermTitle } from "../components/TermText";
import { useAcceptTerm, useLeave, useTerms } from "../queries";

/** Stands before everything else until the person has said that he read what concerns him. */
export default function TermsGate() {
  const { t } = useTranslation("privacy");
  const leave = useLeave();
  return (
    <div className="min-h-dvh bg-page">
      <header className="mx-auto flex max-w-3xl flex-wrap items-center justify-between gap-4 px-4 py-5 text-ink sm:px-6">
        <Wordmark />
        <div className="flex items-center gap-3">
          <span className="max-sm:hidden">
            <ThemeToggle hideLabel />
          </span>
          <Button variant="quiet" isPending={leave.isPending} onPress={() => leave.mutate()}>
            {t("gate.signOut")}
          </Button>
        </div>
      </header>
      <main className="mx-auto max-w-3xl px-4 pb-12 sm:px-6">
        <QueryView query={useTerms()}>
          {(terms) => {
            const term = terms.find((each) => can(each, "accept"));
            return term ? <Reading key={`${term.key} ${term.version}`} term={term} /> : <p>{t("gate.none")}</p>;
          }}
        </QueryView>
      </main>
    </div>
  );
}

function Reading({ term }: { term: TermOut }) {
  const { t } = useTranslation("privacy");
  const title = useTermTitle();
  const accept = useAcceptTerm();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  const refusal = accept.error ? problemText(toProblem(accept.error)) : undefined;
  return (
    <>
      <h1 ref={heading} tabIndex={-1} className="text-2xl outline-none sm:text-3xl">
        {title(term)}
      </h1>
      <p className="mt-1 mb-5 text-ink-soft">{t("gate.version", { version: term.version, date: formatDate(term.published_at) })}</p>
      <Card>
        <TermText term={term} />
      </Card>
      {refusal && (
        <Notice tone="bad" className="mt-4">
          {refusal}
        </Notice>
      )}
      <Actions className="items-center justify-between">
        <p className="text-sm text-ink-faint">{t("gate.hint")}</p>
        <Button variant="primary" isPending={accept.isPending} onPress={() => accept.mutate(term, { onSuccess: () => toast.done(t("gate.done")) })}>
          {t("gate.accept")}
        </Button>
      </Actions>
    </>
  );
}
