import { useTranslation } from "react-i18next";

import { Wordmark } from "@/parts/Wordmark";
import { Button, Card, ThemeToggle } from "@/ui";

import { EnrolSteps } from "../components/security/EnrolSteps";
import { useSignOut } from "../queries";
import { useGoOn } from "../security-queries";

/** Stands before everything else until the person has the second factor that this installation asks of his role. */
export default function SecondFactorGate() {
  const { t } = useTranslation("security");
  const leave = useSignOut();
  return (
    <div className="min-h-dvh bg-page">
      <header className="mx-auto flex max-w-2xl flex-wrap items-center justify-between gap-4 px-4 py-5 text-ink sm:px-6">
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
      <main className="mx-auto max-w-2xl px-4 pb-12 sm:px-6">
        <h1 className="text-2xl sm:text-3xl">{t("gate.title")}</h1>
        <p className="mt-1 mb-5 text-ink-soft">{t("gate.lead")}</p>
        <Card>
          <EnrolSteps onDone={useGoOn()} />
        </Card>
      </main>
    </div>
  );
}
