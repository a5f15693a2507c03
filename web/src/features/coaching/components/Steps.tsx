import { useTranslation } from "react-i18next";

import { problemText, toProblem } from "@/api/problem";
import { formatDate } from "@/lib/dates";
import { can } from "@/parts/can";
import { Card, Checkbox, Notice, ProgressBar } from "@/ui";

import { type Plan, useMarkAction } from "../queries";

/** The things to do, as a checklist that whoever may marks. */
export function Steps({ plan }: { plan: Plan }) {
  const { t } = useTranslation("coaching");
  const mark = useMarkAction(plan.id);
  const isOpen = can(plan, "mark");
  const isDone = (step: Plan["steps"][number]): boolean => (mark.isPending && mark.variables.step === step.id ? mark.variables.isDone : step.is_done);
  return (
    <Card title={t("steps.title")} aside={plan.actions_total > 0 && <span className="text-sm text-ink-soft">{t("progress", { done: plan.actions_done, total: plan.actions_total })}</span>}>
      {plan.steps.length === 0 ? (
        <p className="text-ink-soft">{t("steps.none")}</p>
      ) : (
        <>
          <ProgressBar label={t("steps.title")} hideLabel value={(100 * plan.actions_done) / plan.actions_total} className="mb-4 [&_div:first-child>span]:sr-only" />
          <ul className="flex flex-col gap-3">
            {plan.steps.map((step) => (
              <li key={step.id}>
                <Checkbox isSelected={isDone(step)} isReadOnly={!isOpen} isDisabled={!isOpen} onChange={(next) => mark.mutate({ step: step.id, isDone: next })}>
                  <span className="break-words">{step.text}</span>
                  {step.done_at && <span className="ml-2 text-sm text-ink-faint">{t("steps.doneAt", { date: formatDate(step.done_at) })}</span>}
                </Checkbox>
              </li>
            ))}
          </ul>
        </>
      )}
      {mark.error && (
        <Notice tone="bad" className="mt-4">
          {problemText(toProblem(mark.error))}
        </Notice>
      )}
    </Card>
  );
}
