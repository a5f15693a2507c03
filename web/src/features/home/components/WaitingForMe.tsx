import { Headphones, Target } from "lucide-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";

import type { EvaluationSummary, PlanSummary } from "@/api/generated";
import { formatDate, formatDay, today } from "@/lib/dates";
import { QueryView } from "@/parts/QueryView";
import { ScoreBadge } from "@/parts/ScoreBadge";
import { Card } from "@/ui";

import { useOwnPlans, useUnread } from "../queries";

const SOON_DAYS = 7;

/** A plan that is due soon, or has a session to be acknowledged; the others stand among the plans. */
function isPressing({ due_on, sessions_waiting }: PlanSummary): boolean {
  return sessions_waiting > 0 || due_on <= today(SOON_DAYS);
}

/** What the operator has to do, and until when; the first deadline comes first. */
export function WaitingForMe() {
  const { t } = useTranslation("home");
  const [unread, plans] = [useUnread(), useOwnPlans()];
  return (
    <Card title={t("mine.title")} isFlush aside={unread.data?.next_cursor && <All to="/evaluations?waiting_for=acknowledge" />}>
      <QueryView query={unread}>
        {({ items }) => (
          <QueryView query={plans}>
            {(all) => {
              const found = all.filter(isPressing);
              return items.length + found.length === 0 ? (
                <p className="px-5 pt-1 pb-5">
                  <span className="block font-medium">{t("mine.none")}</span>
                  <span className="text-ink-soft">{t("mine.noneHint")}</span>
                </p>
              ) : (
                <ul className="mt-2 divide-y divide-line border-t border-line">
                  {items.map((evaluation) => (
                    <Unread key={evaluation.id} evaluation={evaluation} />
                  ))}
                  {found.map((plan) => (
                    <DuePlan key={plan.id} plan={plan} />
                  ))}
                </ul>
              );
            }}
          </QueryView>
        )}
      </QueryView>
    </Card>
  );
}

function All({ to }: { to: string }) {
  const { t } = useTranslation("home");
  return (
    <Link to={to} className="rounded-sm text-sm font-medium text-primary underline underline-offset-4">
      {t("mine.more")}
    </Link>
  );
}

function Line({ icon, to, words, hint, aside }: { icon: ReactNode; to: string; words: string; hint: ReactNode; aside?: ReactNode }) {
  return (
    <li className="relative flex min-h-16 items-center gap-3 px-5 py-3 hover:bg-hover">
      <span className="grid size-9 shrink-0 place-items-center rounded-full bg-sunken text-ink-soft">{icon}</span>
      <div className="min-w-0 flex-1">
        <Link to={to} className="line-clamp-2 rounded-sm font-medium break-words after:absolute after:inset-0 hover:text-primary">
          {words}
        </Link>
        <p className="text-sm text-ink-soft">{hint}</p>
      </div>
      {aside}
    </li>
  );
}

function Unread({ evaluation }: { evaluation: EvaluationSummary }) {
  const { t } = useTranslation("home");
  return (
    <Line
      icon={<Headphones size={17} aria-hidden />}
      to={`/evaluations/${evaluation.id}`}
      words={t("mine.read", { protocol: evaluation.protocol })}
      hint={evaluation.acknowledge_by ? t("mine.readBy", { date: formatDate(evaluation.acknowledge_by) }) : formatDate(evaluation.dated_at)}
      aside={<ScoreBadge score={evaluation.overall_score} outcome={evaluation.outcome} />}
    />
  );
}

function DuePlan({ plan }: { plan: PlanSummary }) {
  const { t } = useTranslation("home");
  const date = formatDay(plan.due_on);
  return (
    <Line
      icon={<Target size={17} aria-hidden />}
      to={`/coaching/${plan.id}`}
      words={t("mine.plan", { objective: plan.objective })}
      hint={
        <>
          {plan.is_overdue ? t("mine.overdue", { date }) : t("mine.planBy", { date })}
          {plan.sessions_waiting > 0 && ` · ${t("mine.session", { count: plan.sessions_waiting })}`}
        </>
      }
    />
  );
}
