import { useTranslation } from "react-i18next";

import { PageHeader } from "@/ui";

import { CARDS } from "../components/security/cards";

export default function SecurityPage() {
  const { t } = useTranslation("security");
  return (
    <>
      <PageHeader title={t("title")} lead={t("lead")} />
      <div className="grid max-w-3xl gap-5">
        {CARDS.map((Part, place) => (
          <Part key={place} />
        ))}
      </div>
    </>
  );
}
