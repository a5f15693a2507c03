import { PenLine, Trash2 } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate, useParams } from "react-router";

import { problemText, toProblem } from "@/api/problem";
import { can } from "@/parts/can";
import { PrintButton } from "@/parts/PrintButton";
import { DeckProvider } from "@/parts/recordings/deck";
import { QueryView } from "@/parts/QueryView";
import { useHasRole } from "@/parts/session";
import { EvaluationStatusPill } from "@/parts/StatusPill";
import { Button, ButtonLink, Confirm, PageHeader, toast } from "@/ui";

import { FeedbackCard } from "../components/feedback/FeedbackCard";
import { EvaluationView } from "../components/EvaluationView";
import { type Evaluation, useCardOf, useDiscard, useEvaluation } from "../queries";

export default function EvaluationPage() {
  const { id = "" } = useParams();
  return <QueryView query={useEvaluation(id)}>{(evaluation) => <Page evaluation={evaluation} />}</QueryView>;
}

function Page({ evaluation }: { evaluation: Evaluation }) {
  const { t } = useTranslation("evaluations");
  const isOwn = useHasRole("operator");
  const isDraft = evaluation.status === "draft";
  const card = useCardOf(evaluation);
  return (
    <>
      <PageHeader
        title={t("page.title", { protocol: evaluation.protocol })}
        back={{ to: "/evaluations", label: isOwn ? t("mine") : t("page.back") }}
        marks={<EvaluationStatusPill status={evaluation.status} />}
        actions={
          <>
            {can(evaluation, "print") && <PrintButton kind="sheet" address={`/api/evaluations/${evaluation.id}/report.pdf`} />}
            {isDraft && <PageActions evaluation={evaluation} />}
          </>
        }
      />
      {!isDraft && <FeedbackCard evaluation={evaluation} />}
      <DeckProvider callId={evaluation.call_id}>
        <QueryView query={card}>{(sections) => <EvaluationView evaluation={evaluation} sections={sections} />}</QueryView>
      </DeckProvider>
    </>
  );
}

function PageActions({ evaluation }: { evaluation: Evaluation }) {
  const { t } = useTranslation("evaluations");
  const [isAsking, setAsking] = useState(false);
  const navigate = useNavigate();
  const discard = useDiscard();
  const onDiscarded = (): void => {
    toast.done(t("page.discarded"));
    void navigate("/evaluations", { replace: true });
  };
  return (
    <>
      {can(evaluation, "discard") && (
        <Button variant="quiet" icon={<Trash2 size={16} />} onPress={() => setAsking(true)}>
          {t("page.discard")}
        </Button>
      )}
      {can(evaluation, "update") && (
        <ButtonLink variant="primary" icon={<PenLine size={16} />} to={`/calls/${evaluation.call_id}/evaluate`}>
          {t("page.continue")}
        </ButtonLink>
      )}
      <Confirm
        title={t("page.discardTitle")}
        text={t("page.discardText")}
        confirmLabel={t("page.discard")}
        isOpen={isAsking}
        isDangerous
        isPending={discard.isPending}
        error={discard.error ? problemText(toProblem(discard.error)) : undefined}
        onConfirm={() => discard.mutate(evaluation.id, { onSuccess: onDiscarded })}
        onClose={() => setAsking(false)}
      />
    </>
  );
}
