import { useTranslation } from "react-i18next";

import { ButtonLink, Card, EmptyState } from "@/ui";

/** The page was opened by somebody who has nothing to do on it, or no longer. */
export function NotNow({ to }: { to: string }) {
  const { t } = useTranslation("feedback");
  return (
    <Card>
      <EmptyState kind="forbidden" title={t("gone.forbidden")} hint={t("gone.forbiddenHint")} action={<ButtonLink to={to}>{t("contest.back")}</ButtonLink>} />
    </Card>
  );
}
