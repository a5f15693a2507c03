import { useTranslation } from "react-i18next";

import { MyData } from "@/parts/MyData";
import { useTeams } from "@/parts/people";
import { useMe } from "@/parts/session";
import { ButtonLink, Card, Fact, Facts, PageHeader } from "@/ui";

import { Preferences } from "../components/Preferences";

export default function ProfilePage() {
  const { t } = useTranslation(["session", "security", "parts"]);
  const me = useMe();
  const team = useTeams().data?.find(({ id }) => id === me.team_id);
  return (
    <>
      <PageHeader title={t("session:profile.title")} />
      <div className="grid items-start gap-5 lg:grid-cols-2">
        <div className="flex flex-col gap-5">
          <Card title={t("session:profile.you")}>
            <Facts>
              <Fact name={t("session:profile.name")}>{me.full_name}</Fact>
              <Fact name={t("session:profile.username")}>{me.username}</Fact>
              <Fact name={t("session:profile.role")}>{t(`parts:role.${me.role}`)}</Fact>
              {team && <Fact name={t("session:profile.team")}>{team.name}</Fact>}
              {me.email && <Fact name={t("session:profile.email")}>{me.email}</Fact>}
            </Facts>
          </Card>
          <MyData />
          <Card title={t("session:profile.preferences")} aside={<span className="text-sm text-ink-faint">{t("session:profile.preferencesHint")}</span>}>
            <Preferences />
          </Card>
        </div>
        <Card title={t("security:link.title")}>
          <p className="mb-4 text-ink-soft">{t("security:link.text")}</p>
          <ButtonLink to="/profile/security">{t("security:link.open")}</ButtonLink>
        </Card>
      </div>
    </>
  );
}
