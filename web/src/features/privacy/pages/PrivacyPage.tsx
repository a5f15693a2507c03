import { useTranslation } from "react-i18next";

import { useListState } from "@/lib/url-state";
import { PageHeader, Tabs } from "@/ui";

import { RequestsTab } from "../components/RequestsTab";
import { RetentionTab } from "../components/RetentionTab";
import { TermsTab } from "../components/TermsTab";

const KEYS = ["tab", "status"] as const;

export default function PrivacyPage() {
  const { t } = useTranslation("privacy");
  const state = useListState(KEYS);
  return (
    <>
      <PageHeader title={t("title")} lead={t("lead")} />
      <Tabs
        label={t("tabs")}
        selected={state.filters.tab ?? "terms"}
        onSelect={(tab) => state.setFilters({ tab, status: undefined })}
        tabs={[
          { id: "terms", label: t("tab.terms"), content: <TermsTab /> },
          { id: "retention", label: t("tab.retention"), content: <RetentionTab /> },
          { id: "requests", label: t("tab.requests"), content: <RequestsTab state={state} /> },
        ]}
      />
    </>
  );
}
