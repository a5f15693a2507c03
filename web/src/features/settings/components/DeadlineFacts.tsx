import { useTranslation } from "react-i18next";

import type { SettingsOut } from "@/api/generated";
import { Fact, Facts } from "@/ui";


/** The deadlines, to those who may not change them. */
export function DeadlineFacts({ settings }: { settings: SettingsOut }) {
  const { t } = useTranslation("calendar");
  const days = (count: number): string => t("deadlines.days", { count });
  return (
    <Facts>
      <Fact name={t("deadlines.acknowledge")}>{days(settings.acknowledge_days)}</Fact>
      <Fact name={t("deadlines.contest")}>{days(settings.contest_days)}</Fact>
      <Fact name={t("deadlines.decide")}>{days(settings.decide_days)}</Fact>
      <Fact name={t("deadlines.notice")}>{days(settings.notice_days)}</Fact>
      <Fact name={t("deadlines.rounds")}>{t("deadlines.round", { count: settings.contest_rounds })}</Fact>
    </Facts>
  );
}
