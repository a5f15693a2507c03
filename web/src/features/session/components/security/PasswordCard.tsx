import { useTranslation } from "react-i18next";

import { Card } from "@/ui";

import { PasswordForm } from "../PasswordForm";

export function PasswordCard() {
  const { t } = useTranslation("security");
  return (
    <Card title={t("password.title")}>
      <PasswordForm />
    </Card>
  );
}
