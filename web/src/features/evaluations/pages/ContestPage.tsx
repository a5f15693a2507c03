import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate, useParams } from "react-router";

import type { SectionOut } from "@/api/generated";
import { can } from "@/parts/can";
import { useInstallation } from "@/parts/installation";
import { QueryView } from "@/parts/QueryView";
import { Notice, PageHeader, toast } from "@/ui";

import { ContestItems } from "../components/feedback/ContestItems";
import { FeedbackFrame } from "../components/feedback/FeedbackFrame";
import { NotNow } from "../components/feedback/NotNow";
import { useContestForm } from "../model/use-contest-form";
import { useDeadlineWords } from "../model/use-deadline";
import { type Evaluation, useCardOf, useEvaluation } from "../queries";

/** The operator says which answers are wrong, what would be right, and why. */
export default function ContestPage() {
  const { id = "" } = useParams();
  return <QueryView query={useEvaluation(id)}>{(evaluation) => <Page evaluation={evaluation} />}</QueryView>;
}

function Page({ evaluation }: { evaluation: Evaluation }) {
  const { t } = useTranslation("feedback");
  // As it was when the page was opened: a refetch must not touch what is being written.
  const [opened] = useState(evaluation);
  const card = useCardOf(opened);
  const to = `/evaluations/${opened.id}`;
  const header = <PageHeader title={t("contest.title", { protocol: opened.protocol })} lead={t("contest.hint")} back={{ to, label: t("contest.back") }} />;
  if (!can(opened, "contest")) {
    return (
      <>
        {header}
        <NotNow to={to} />
      </>
    );
  }
  return (
    <>
      {header}
      <QueryView query={card}>{(sections) => <Form opened={opened} isOpen={can(evaluation, "contest")} sections={sections} />}</QueryView>
    </>
  );
}

function Form({ opened, isOpen, sections }: { opened: Evaluation; isOpen: boolean; sections: readonly SectionOut[] }) {
  const { t } = useTranslation("feedback");
  const navigate = useNavigate();
  const words = useDeadlineWords();
  const rounds = useInstallation().data?.contest_rounds;
  const to = `/evaluations/${opened.id}`;
  const form = useContestForm(opened, sections, () => {
    toast.done(t("contest.sent"));
    void navigate(to, { replace: true });
  });
  return (
    <FeedbackFrame evaluation={opened} isGone={!isOpen && !form.isSent} to={to}>
      {opened.contest_by && (
        <Notice tone="info">
          {t("contest.deadline", { deadline: words(opened.contest_by).words })} {rounds === 1 && t("contest.once")}
        </Notice>
      )}
      <ContestItems form={form} />
    </FeedbackFrame>
  );
}
