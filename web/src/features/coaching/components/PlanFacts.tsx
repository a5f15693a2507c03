import { useTranslation } from "react-i18next";
import { Link } from "react-router";

import { formatDate, formatDay } from "@/lib/dates";
import { formatScore } from "@/lib/numbers";
import { PersonName } from "@/parts/PersonName";
import { Card, Explained, Fact } from "@/ui";

import type { Plan } from "../queries";
import { DueDate } from "./DueDate";

/** Whose plan it is, until when, what it aims at and where it came from. */
export function PlanFacts({ plan }: { plan: Plan }) {
  const { t } = useTranslation("coaching");
  return (
    <Card>
      <h2 className="sr-only">{t("page.facts")}</h2>
      <dl className="grid gap-4">
        <Fact name={t("fields.operator")}>
          <PersonName name={plan.operator_name} />
        </Fact>
        <Fact name={t("fields.dueOn")}>
          <DueDate day={formatDay(plan.due_on)} isOverdue={plan.is_overdue} />
        </Fact>
        <Fact name={t("page.criteria")}>
          <ul className="flex flex-col gap-1">
            {plan.criteria.map(({ key, label, guidance }) => (
              <li key={key}>
                {guidance ? (
                  <Explained text={guidance} className="underline decoration-line-strong decoration-dotted underline-offset-4">
                    {label}
                  </Explained>
                ) : (
                  label
                )}
              </li>
            ))}
          </ul>
        </Fact>
        {plan.sources.length > 0 && (
          <Fact name={t("page.sources")}>
            <ul className="flex flex-col gap-1">
              {plan.sources.map((source) => (
                <li key={source.evaluation_id}>
                  <Link to={`/evaluations/${source.evaluation_id}`} className="rounded-sm font-medium text-primary underline underline-offset-4">
                    {source.protocol}
                  </Link>
                  {source.overall_score !== null && <span className="ml-2 text-sm text-ink-faint">{t("page.sourceScore", { score: formatScore(source.overall_score) })}</span>}
                </li>
              ))}
            </ul>
          </Fact>
        )}
        <Fact name={t("fields.owner")}>{plan.owner_name}</Fact>
        <Fact name={t("fields.createdAt")}>{formatDate(plan.created_at)}</Fact>
        {plan.ended_at && <Fact name={t("fields.endedAt")}>{formatDate(plan.ended_at)}</Fact>}
      </dl>
    </Card>
  );
}
