import { FileJson, FileText } from "lucide-react";
import { useTranslation } from "react-i18next";

import { buttonClass, Card } from "@/ui";

/** What a person may take along of everything that is kept about him. */
export function MyData() {
  const { t } = useTranslation("privacy");
  return (
    <Card title={t("mine.title")}>
      <p className="mb-4 text-ink-soft">{t("mine.text")}</p>
      <div className="flex flex-wrap gap-2">
        <a href="/api/privacy/my-data.pdf" download="meus-dados.pdf" className={buttonClass()}>
          <FileText size={16} aria-hidden />
          {t("mine.pdf")}
        </a>
        <a href="/api/privacy/my-data" download="meus-dados.json" className={buttonClass()}>
          <FileJson size={16} aria-hidden />
          {t("mine.json")}
        </a>
      </div>
    </Card>
  );
}
