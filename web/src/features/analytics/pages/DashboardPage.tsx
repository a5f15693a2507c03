import { useTranslation } from "react-i18next";

import { PageHeader } from "@/ui";

export default function DashboardPage() {
  const { t } = useTranslation("analytics");
  return <PageHeader title={t("title")} />;
}
