import { useTranslation } from "react-i18next";
import { useParams } from "react-router";

import { QueryView } from "@/parts/QueryView";
import { useHasRole } from "@/parts/session";
import { PlanStatusPill } from "@/parts/StatusPill";
import { Card, PageHeader } from "@/ui";

import { Comparison } from "../components/Comparison";
import { Notes } from "../components/Notes";
import { PlanActions } from "../components/PlanActions";
import { PlanFacts } from "../components/PlanFacts";
import { Sessions } from "../components/Sessions";
import { Steps } from "../components/Steps";
import { type Plan, usePlan } from "../queries";

export default function PlanPage() {
  const { id = "" } = useParams();
  return <QueryView query={usePlan(id)}>{(plan) => <Page plan={plan} />}</QueryView>;
}

/** On a phone the columns fall apart: what is to be done comes first, then the sessions, the notes and the figures. */
const COLUMN = "flex min-w-0 flex-col gap-5 max-lg:contents";

function Page({ plan }: { plan: Plan }) {
  const { t } = useTranslation("coaching");
  const isOwn = useHasRole("operator");
  return (
    <>
      <PageHeader
        title={isOwn ? t("page.own") : t("page.title", { name: plan.operator_name })}
        lead={<span className="whitespace-pre-line">{plan.objective}</span>}
        back={{ to: "/coaching", label: isOwn ? t("mine") : t("page.back") }}
        marks={<PlanStatusPill status={plan.status} />}
        actions={<PlanActions plan={plan} />}
      />
      <div className="grid items-start gap-5 lg:grid-cols-[minmax(0,1fr)_minmax(16rem,22rem)]">
        <div className={COLUMN}>
          {plan.closing_note && (
            <Card title={t("page.closing")}>
              <p className="max-w-prose whitespace-pre-line">{plan.closing_note}</p>
            </Card>
          )}
          <Steps plan={plan} />
          <div className="max-lg:order-3">
            <Comparison plan={plan} />
          </div>
          <div className="max-lg:order-2">
            <Notes plan={plan} />
          </div>
        </div>
        <div className={COLUMN}>
          <div className="max-lg:order-4">
            <PlanFacts plan={plan} />
          </div>
          <div className="max-lg:order-1">
            <Sessions plan={plan} />
          </div>
        </div>
      </div>
    </>
  );
}
