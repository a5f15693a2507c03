import { lazy, Suspense, useState } from "react";
import { useTranslation } from "react-i18next";

import { problemText, toProblem } from "@/api/problem";
import { can } from "@/parts/can";
import { Button, toast } from "@/ui";

import { type End, type Plan, useStartPlan } from "../queries";

const EndDialog = lazy(() => import("./EndDialog"));
const EditDialog = lazy(() => import("./EditDialog"));

/** What may be done to the plan as a whole: exactly what the server lists. */
export function PlanActions({ plan }: { plan: Plan }) {
  const { t } = useTranslation("coaching");
  const [open, setOpen] = useState<End | "edit">();
  const start = useStartPlan(plan.id);
  const close = (): void => setOpen(undefined);
  return (
    <>
      {can(plan, "cancel") && (
        <Button variant="quiet" onPress={() => setOpen("cancel")}>
          {t("page.cancel")}
        </Button>
      )}
      {can(plan, "update") && <Button onPress={() => setOpen("edit")}>{t("page.edit")}</Button>}
      {can(plan, "start") && (
        <Button
          isPending={start.isPending}
          onPress={() =>
            start.mutate(plan.version, { onSuccess: () => toast.done(t("page.started")), onError: (error) => toast.failed(problemText(toProblem(error))) })
          }
        >
          {t("page.start")}
        </Button>
      )}
      {can(plan, "conclude") && (
        <Button variant="primary" onPress={() => setOpen("conclude")}>
          {t("page.conclude")}
        </Button>
      )}
      <Suspense>
        {open === "edit" && <EditDialog plan={plan} onClose={close} />}
        {(open === "conclude" || open === "cancel") && <EndDialog plan={plan} end={open} onClose={close} />}
      </Suspense>
    </>
  );
}
