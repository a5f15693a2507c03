import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import { useRouteError } from "react-router";

import { toProblem } from "@/api/problem";
import { Button, EmptyState } from "@/ui";

/** What stands where a page failed to draw (a bug, or a part that could not be fetched). */
export function CrashPage() {
  const { t } = useTranslation(["app", "ui"]);
  const error = useRouteError();
  // A page may throw what the server refused.
  const id = toProblem(error).requestId;
  useEffect(() => {
    console.error(error);
  }, [error]);
  return (
    <EmptyState
      kind="failed"
      title={t("crash.title")}
      hint={
        <>
          <p>{t("crash.hint")}</p>
          {id && <p className="mt-1 text-sm text-ink-faint select-all">{t("ui:empty.reference", { id })}</p>}
        </>
      }
      action={
        <Button variant="primary" onPress={() => window.location.reload()}>
          {t("crash.reload")}
        </Button>
      }
    />
  );
}
