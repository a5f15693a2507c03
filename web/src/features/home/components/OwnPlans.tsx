import { useTranslation } from "react-i18next";
import { Link } from "react-router";

import { formatDay } from "@/lib/dates";
import { QueryView } from "@/parts/QueryView";
import { PlanStatusPill } from "@/parts/StatusPill";
import { Card } from "@/ui";

import { useOwnPlans } from "../queries";

/** The plans that run, the first due first. */
export function OwnPlans() {
  const { t } = useTranslation("home");
  const all = (
    <Link to="/coaching" className="rounded-sm text-sm font-medium text-primary underline underline-offset-4">
      {t("plans.all")}
    </Link>
  );
  return (
    <Card title={t("plans.title")} aside={all}>
      <QueryView query={useOwnPlans()}>
        {(plans) =>
          plans.length === 0 ? (
            <p className="text-ink-soft">{t("plans.none")}</p>
          ) : (
            <ul className="flex flex-col gap-4">
              {plans.map((plan) => (
                <li key={plan.id}>
                  <Link to={`/coaching/${plan.id}`} className="line-clamp-2 rounded-sm font-medium hover:text-primary">
                    {plan.objective}
                  </Link>
                  <p className="mt-1 flex flex-wrap items-center gap-x-3 gap-y-1 text-sm text-ink-soft">
                    <PlanStatusPill status={plan.status} />
                    {plan.actions_total > 0 && <span>{t("plans.done", { done: plan.actions_done, total: plan.actions_total })}</span>}
                    <span>{t("plans.dueOn", { date: formatDay(plan.due_on) })}</span>
                  </p>
                </li>
              ))}
            </ul>
          )
        }
      </QueryView>
    </Card>
  );
}
