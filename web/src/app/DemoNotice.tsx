import { FlaskConical } from "lucide-react";
import { useTranslation } from "react-i18next";

import { useInstallation } from "@/parts/installation";

/** A line above every page of an installation that holds sample data. */
export function DemoNotice() {
  const { t } = useTranslation("app");
  const { data } = useInstallation();
  if (!data?.demo) return null;
  return (
    <aside aria-label={t("demo")} className="flex items-center justify-center gap-2 bg-accent-soft px-4 py-1.5 text-sm font-medium text-accent">
      <FlaskConical size={15} aria-hidden />
      {t("demo")}
    </aside>
  );
}
