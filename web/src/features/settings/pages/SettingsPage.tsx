import { CalendarDays, HeartPulse } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import type { SettingsOut } from "@/api/generated";
import { formatScore } from "@/lib/numbers";
import { can } from "@/parts/can";
import { useInstallation } from "@/parts/installation";
import { QueryView } from "@/parts/QueryView";
import { ButtonLink, Card, Fact, Facts, PageHeader } from "@/ui";

import { ClosingDayForm } from "../components/ClosingDayForm";
import { DeadlineFacts } from "../components/DeadlineFacts";
import { DeadlinesForm } from "../components/DeadlinesForm";
import { PassMarkForm } from "../components/PassMarkForm";
import { SignInPolicyCard } from "../components/SignInPolicyCard";

export default function SettingsPage() {
  const { t } = useTranslation(["settings", "calendar"]);
  const query = useInstallation({ isFresh: true });
  const [round, setRound] = useState(0);
  const reload = (): void => void query.refetch().then(() => setRound(round + 1));
  return (
    <div className="max-w-3xl">
      <PageHeader
        title={t("settings:installation.title")}
        lead={t("settings:installation.lead")}
        actions={
          can(query.data, "update") && (
            <ButtonLink icon={<HeartPulse size={16} />} to="/settings/system">
              {t("calendar:health")}
            </ButtonLink>
          )
        }
      />
      <QueryView query={query} needsFresh>
        {(settings) => <Settings key={round} settings={settings} onReload={reload} />}
      </QueryView>
    </div>
  );
}

function Settings({ settings, onReload }: { settings: SettingsOut; onReload: () => void }) {
  const { t } = useTranslation(["settings", "ui", "calendar"]);
  // What was on the server when the forms opened, or was saved here since: a refetch must not touch what is being typed.
  const [{ version }, setOpened] = useState(settings);
  const mayEdit = can(settings, "update");
  const form = { settings, version, onSaved: setOpened, onReload };
  return (
    <div className="flex flex-col gap-5">
      <Card title={t("settings:installation.scoring")}>
        {mayEdit ? (
          <PassMarkForm {...form} />
        ) : (
          <Facts>
            <Fact name={t("settings:installation.passMark")}>{formatScore(settings.pass_mark)}</Fact>
          </Facts>
        )}
      </Card>
      <Card
        title={t("calendar:deadlines.title")}
        aside={
          <ButtonLink size="sm" variant="quiet" icon={<CalendarDays size={16} />} to="/settings/holidays">
            {t("calendar:deadlines.holidays")}
          </ButtonLink>
        }
      >
        {mayEdit ? <DeadlinesForm {...form} /> : <DeadlineFacts settings={settings} />}
      </Card>
      <Card title={t("calendar:closing.title")}>
        {mayEdit ? (
          <ClosingDayForm {...form} />
        ) : (
          <Facts>
            <Fact name={t("calendar:closing.day")}>
              {settings.closing_day === null ? t("calendar:closing.monthEnd") : t("calendar:closing.onDay", { day: settings.closing_day })}
            </Fact>
          </Facts>
        )}
      </Card>
      {mayEdit && <SignInPolicyCard />}
      <Card title={t("settings:installation.fixed")} aside={<span className="text-sm text-ink-faint">{t("settings:installation.fixedHint")}</span>}>
        <Facts>
          <Fact name={t("settings:installation.timeZone")}>{settings.time_zone}</Fact>
          <Fact name={t("settings:installation.demo")}>{settings.demo ? t("ui:yes") : t("ui:no")}</Fact>
        </Facts>
      </Card>
    </div>
  );
}
