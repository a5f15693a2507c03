import { useState } from "react";
import { useTranslation } from "react-i18next";

import { QueryView } from "@/parts/QueryView";
import { Card, PageHeader } from "@/ui";

import { PreferencesForm } from "../components/PreferencesForm";
import { usePreferences } from "../queries";

export default function PreferencesPage() {
  const { t } = useTranslation("notifications");
  const query = usePreferences();
  const [round, setRound] = useState(0);
  const reload = (): void => void query.refetch().then(() => setRound(round + 1));
  return (
    <div className="max-w-4xl">
      <PageHeader title={t("preferences.title")} lead={t("preferences.intro")} back={{ to: "/notifications", label: t("preferences.back") }} />
      <Card>
        <QueryView query={query} needsFresh>
          {(preferences) => <PreferencesForm key={round} preferences={preferences} onReload={reload} />}
        </QueryView>
      </Card>
    </div>
  );
}
