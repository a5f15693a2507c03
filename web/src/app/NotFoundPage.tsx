import { useTranslation } from "react-i18next";

import { ButtonLink, Card, EmptyState, PageHeader } from "@/ui";

export function NotFoundPage() {
  const { t } = useTranslation(["app", "ui"]);
  return (
    <>
      <PageHeader title={t("app:notFound.title")} />
      <Card>
        <EmptyState
          kind="filtered"
          title={t("app:notFound.title")}
          hint={t("app:notFound.hint")}
          action={
            <ButtonLink to="/" variant="primary">
              {t("ui:goHome")}
            </ButtonLink>
          }
        />
      </Card>
    </>
  );
}
