import { useTranslation } from "react-i18next";
import { useNavigate, useSearchParams } from "react-router";

import { QueryView } from "@/parts/QueryView";
import { ButtonLink, Card, EmptyState, PageHeader, toast } from "@/ui";

import { NewPlanForm } from "../components/NewPlanForm";
import { type PlanStart, useCreatePlan, usePlanStart } from "../queries";

export default function NewPlanPage() {
  const { t } = useTranslation("coaching");
  const [params] = useSearchParams();
  const evaluationId = params.get("evaluation_id") ?? "";
  const query = usePlanStart(evaluationId);
  if (evaluationId === "") {
    return (
      <>
        <PageHeader title={t("new.title")} back={{ to: "/coaching", label: t("page.back") }} />
        <Card>
          <EmptyState kind="nothing" title={t("new.missing")} hint={t("new.missingHint")} action={<ButtonLink to="/evaluations">{t("list.toEvaluations")}</ButtonLink>} />
        </Card>
      </>
    );
  }
  return <QueryView query={query}>{(start) => <NewPlan key={start.evaluation.id} start={start} />}</QueryView>;
}

function NewPlan({ start }: { start: PlanStart }) {
  const { t } = useTranslation("coaching");
  const navigate = useNavigate();
  const create = useCreatePlan();
  const { evaluation } = start;
  return (
    <div className="max-w-3xl">
      <PageHeader
        title={t("new.title")}
        lead={t("new.lead", { name: evaluation.operator_name, protocol: evaluation.protocol })}
        back={{ to: `/evaluations/${evaluation.id}`, label: t("new.back") }}
      />
      <Card>
        <NewPlanForm
          start={start}
          isPending={create.isPending}
          onSend={(body, refuse) =>
            create.mutate(body, {
              onSuccess: (plan) => {
                toast.done(t("new.created"));
                void navigate(`/coaching/${plan.id}`, { replace: true });
              },
              onError: refuse,
            })
          }
        />
      </Card>
    </div>
  );
}
