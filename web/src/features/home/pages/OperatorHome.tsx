import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";

import { can } from "@/parts/can";
import { MyData } from "@/parts/MyData";
import { PrintButton } from "@/parts/PrintButton";
import { useMe } from "@/parts/session";
import { ButtonLink, PageHeader } from "@/ui";

import { CardInForce } from "../components/CardInForce";
import { OwnContests } from "../components/OwnContests";
import { OwnItems } from "../components/OwnItems";
import { OwnListens } from "../components/OwnListens";
import { OwnPlans } from "../components/OwnPlans";
import { OwnTrend } from "../components/OwnTrend";
import { WaitingForMe } from "../components/WaitingForMe";

/** What an operator finds: what waits, his strengths, his way, his rights. On a phone one below the other. `history`: of his items. */
export default function OperatorHome({ history }: { history: ReactNode }) {
  const { t } = useTranslation("home");
  return (
    <>
      <PageHeader title={t("own.title")} lead={t("own.lead")} actions={<HomeActions />} />
      <div className="grid items-start gap-5 xl:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
        <div className="flex min-w-0 flex-col gap-5">
          <WaitingForMe />
          <OwnItems />
          <OwnTrend />
          {history}
        </div>
        <div className="flex min-w-0 flex-col gap-5">
          <OwnPlans />
          <OwnContests />
          <OwnListens />
          <CardInForce />
          <MyData />
        </div>
      </div>
    </>
  );
}

function HomeActions() {
  const { t } = useTranslation("home");
  const me = useMe();
  return (
    <>
      {can(me, "print") && <PrintButton kind="month" address={`/api/users/${me.id}/report.pdf`} />}
      <ButtonLink to="/dashboard">{t("own.figures")}</ButtonLink>
    </>
  );
}
