import { useTranslation } from "react-i18next";
import { Link } from "react-router";

import type { HomeOut, HomeWaitingOut } from "@/api/generated";
import { cn } from "@/lib/cn";
import { formatDate, formatDay } from "@/lib/dates";
import { formatNumber } from "@/lib/numbers";
import { QueryView } from "@/parts/QueryView";
import { Skeleton } from "@/ui";

import { isNone, linkOf } from "../model/waiting";
import { useWaiting } from "../queries";

/** What waits for those who lead: each count leads to its rows. */
export default function Waiting() {
  const { t } = useTranslation("home");
  const query = useWaiting();
  return (
    <section aria-labelledby="waiting" className="mb-6">
      <h2 id="waiting" className="mb-2 text-base">
        {t("waiting.title")}
      </h2>
      <QueryView query={query} skeleton={<Skeleton className="h-24" />}>
        {(home) => (
          <ul className="grid gap-3 sm:grid-cols-2 xl:grid-cols-4">
            {home.waiting.map((waiting) => (
              <Count key={waiting.kind} waiting={waiting} home={home} />
            ))}
          </ul>
        )}
      </QueryView>
    </section>
  );
}

function useHint(): (waiting: HomeWaitingOut, home: HomeOut) => string {
  const { t } = useTranslation("home");
  return ({ kind, total, next_due_at }, home) => {
    if (kind === "unevaluated") return t("waiting.month", { date: formatDay(home.month_from) });
    if (isNone(total)) return t("waiting.none");
    if (kind === "plans") return t("waiting.plansBy", { date: formatDay(home.plans_due_by) });
    return next_due_at ? t("waiting.first", { date: formatDate(next_due_at) }) : "";
  };
}

function Count({ waiting, home }: { waiting: HomeWaitingOut; home: HomeOut }) {
  const { t } = useTranslation("home");
  const hint = useHint();
  const { kind, total } = waiting;
  return (
    <li className="relative flex min-w-0 items-center gap-4 rounded-lg border border-line bg-surface px-4 py-3 shadow-card transition-colors hover:border-line-strong">
      <p className={cn("text-2xl font-semibold tracking-tight", isNone(total) && "text-ink-faint")}>
        {typeof total === "number" ? formatNumber(total) : t("waiting.atLeast", { count: total.at_least })}
      </p>
      <div className="min-w-0">
        <Link to={linkOf(kind, home)} className="rounded-sm text-[0.9375rem] font-medium after:absolute after:inset-0 hover:text-primary">
          {t(`waiting.${kind}`)}
        </Link>
        <p className="text-sm text-ink-faint">{hint(waiting, home)}</p>
      </div>
    </li>
  );
}
