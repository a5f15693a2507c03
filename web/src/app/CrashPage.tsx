import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import { useRouteError } from "react-router";

import { Button, EmptyState } from "@/ui";

/** What stands where a page failed to draw (a bug, or a part that could not be fetched). */
export function CrashPage() {
  const { t } = useTranslation("app");
  const error = useRouteError();
  useEffect(() => {
    console.error(error);
  }, [error]);
  return (
    <EmptyState
      kind="failed"
      title={t("crash.title")}
      hint={t("crash.hint")}
      action={
        <Button variant="primary" onPress={() => window.location.reload()}>
          {t("crash.reload")}
        </Button>
      }
    />
  );
}
