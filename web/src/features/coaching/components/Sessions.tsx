import { CalendarPlus, CircleCheck, Clock } from "lucide-react";
import { lazy, Suspense, useState } from "react";
import { useTranslation } from "react-i18next";

import { problemText, toProblem } from "@/api/problem";
import { formatDate, formatDay } from "@/lib/dates";
import { can } from "@/parts/can";
import { Button, Card, Notice } from "@/ui";

import { type Plan, useAcknowledgeSession } from "../queries";

const SessionDialog = lazy(() => import("./SessionDialog"));

type Held = Plan["sessions"][number];

/** The conversations that were held, and whether the operator acknowledged them. */
export function Sessions({ plan }: { plan: Plan }) {
  const { t } = useTranslation("coaching");
  const [isAsking, setAsking] = useState(false);
  return (
    <Card title={t("sessions.title")}>
      {plan.sessions.length === 0 && <p className="text-ink-soft">{t("sessions.none")}</p>}
      <ol className="flex flex-col gap-4">
        {plan.sessions.map((held) => (
          <li key={held.id} className="border-t border-line pt-4 first:border-t-0 first:pt-0">
            <p>
              <span className="font-medium">{formatDay(held.held_on)}</span> <span className="text-ink-soft">{t("sessions.by", { name: held.held_by_name })}</span>
            </p>
            {held.notes && <p className="mt-1 break-words whitespace-pre-line">{held.notes}</p>}
            <Acknowledgement plan={plan} held={held} />
          </li>
        ))}
      </ol>
      {can(plan, "hold-session") && (
        <Button icon={<CalendarPlus size={16} />} className="mt-4" onPress={() => setAsking(true)}>
          {t("sessions.hold")}
        </Button>
      )}
      {isAsking && (
        <Suspense>
          <SessionDialog plan={plan} onClose={() => setAsking(false)} />
        </Suspense>
      )}
    </Card>
  );
}

function Acknowledgement({ plan, held }: { plan: Plan; held: Held }) {
  const { t } = useTranslation("coaching");
  const acknowledge = useAcknowledgeSession(plan.id);
  if (held.acknowledged_at) {
    return (
      <p className="mt-2 flex items-center gap-1.5 text-sm text-good">
        <CircleCheck size={15} aria-hidden />
        {t("sessions.acknowledged", { date: formatDate(held.acknowledged_at) })}
      </p>
    );
  }
  if (!can(plan, "acknowledge-session")) {
    return (
      <p className="mt-2 flex items-center gap-1.5 text-sm text-ink-soft">
        <Clock size={15} aria-hidden />
        {t("sessions.waiting")}
      </p>
    );
  }
  return (
    <>
      <Button variant="primary" size="sm" className="mt-3" isPending={acknowledge.isPending} onPress={() => acknowledge.mutate(held.id)}>
        {t("sessions.acknowledge")}
      </Button>
      {acknowledge.error && (
        <Notice tone="bad" className="mt-3">
          {problemText(toProblem(acknowledge.error))}
        </Notice>
      )}
    </>
  );
}
