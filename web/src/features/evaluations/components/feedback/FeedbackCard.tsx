import { CheckCheck, Hourglass, ListTodo, MessageSquareWarning, Scale, Signature } from "lucide-react";
import { lazy, type ReactNode, Suspense, useState } from "react";
import { useTranslation } from "react-i18next";

import { cn } from "@/lib/cn";
import { can } from "@/parts/can";
import { useHasRole, useMe } from "@/parts/session";
import { Button, ButtonLink } from "@/ui";

import { clausesOf } from "../../model/standing";
import { useDeadlineWords } from "../../model/use-deadline";
import type { Evaluation } from "../../queries";

const AcknowledgeDialog = lazy(() => import("./AcknowledgeDialog"));
const ConcludeFeedback = lazy(() => import("./ConcludeFeedback"));

type Asking = "acknowledge" | "conclude" | null;

/** What a published evaluation waits for, until when, and what the reader may do about it; at the top of its page. */
export function FeedbackCard({ evaluation }: { evaluation: Evaluation }) {
  const { t } = useTranslation("feedback");
  const [asking, setAsking] = useState<Asking>(null);
  const close = (): void => setAsking(null);
  return (
    <section aria-labelledby="feedback" className="mb-5 rounded-lg border border-line bg-surface p-5 shadow-card">
      <h2 id="feedback" className="mb-2 text-base">
        {t("title")}
      </h2>
      <Standing evaluation={evaluation} />
      <FeedbackActions evaluation={evaluation} onAsk={setAsking} />
      <Suspense fallback={null}>
        {asking === "acknowledge" && <AcknowledgeDialog evaluation={evaluation} onClose={close} />}
        {asking === "conclude" && <ConcludeFeedback evaluation={evaluation} onClose={close} />}
      </Suspense>
    </section>
  );
}

function Standing({ evaluation }: { evaluation: Evaluation }) {
  const { t } = useTranslation("feedback");
  const words = useDeadlineWords();
  const isOwn = useMe().id === evaluation.operator_id;
  const lines = clausesOf(evaluation, isOwn).flatMap(({ says, late, by }) => {
    const deadline = by ? words(by) : undefined;
    const key = deadline?.isLate ? late : says;
    return key ? [{ key, isLate: deadline?.isLate ?? false, text: t(key, { deadline: deadline?.words ?? "", operator: evaluation.operator_name }) }] : [];
  });
  return (
    <ul className="flex flex-col gap-1">
      {lines.map(({ key, text, isLate }) => (
        <li key={key} className={cn("flex max-w-prose items-start gap-2", isLate && "font-medium text-warn")}>
          {isLate && <Hourglass size={16} aria-hidden className="mt-1 shrink-0" />}
          <span className="min-w-0 break-words">{text}</span>
        </li>
      ))}
    </ul>
  );
}

function FeedbackActions({ evaluation, onAsk }: { evaluation: Evaluation; onAsk: (asking: Asking) => void }) {
  const { t } = useTranslation("feedback");
  const leads = useHasRole("admin", "supervisor", "evaluator");
  const { id } = evaluation;
  const buttons: ReactNode[] = [
    can(evaluation, "acknowledge") && (
      <Button key="acknowledge" variant="primary" icon={<Signature size={16} />} onPress={() => onAsk("acknowledge")}>
        {t("do.acknowledge")}
      </Button>
    ),
    can(evaluation, "contest") && (
      <ButtonLink key="contest" icon={<MessageSquareWarning size={16} />} to={`/evaluations/${id}/contest`}>
        {t("do.contest")}
      </ButtonLink>
    ),
    can(evaluation, "decide") && (
      <ButtonLink key="decide" variant="primary" icon={<Scale size={16} />} to={`/evaluations/${id}/decide`}>
        {t("do.decide")}
      </ButtonLink>
    ),
    can(evaluation, "conclude") && (
      <Button key="conclude" icon={<CheckCheck size={16} />} onPress={() => onAsk("conclude")}>
        {t("do.conclude")}
      </Button>
    ),
    leads && (
      <ButtonLink key="plan" icon={<ListTodo size={16} />} to={`/coaching/new?evaluation_id=${id}`}>
        {t("do.plan")}
      </ButtonLink>
    ),
  ].filter(Boolean);
  return buttons.length > 0 ? <div className="mt-4 flex flex-wrap gap-2">{buttons}</div> : null;
}
