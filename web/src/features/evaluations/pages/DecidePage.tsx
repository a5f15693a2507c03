import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate, useParams } from "react-router";

import type { ContestOut, SectionOut } from "@/api/generated";
import { can } from "@/parts/can";
import { QueryView } from "@/parts/QueryView";
import { Card, Notice, PageHeader, toast } from "@/ui";

import { ContestFiles } from "../components/feedback/ContestFiles";
import { DecideItems } from "../components/feedback/DecideItems";
import { FeedbackFrame } from "../components/feedback/FeedbackFrame";
import { LiveScore } from "../components/feedback/LiveScore";
import { NotNow } from "../components/feedback/NotNow";
import { Words } from "../components/feedback/Words";
import { useDeadlineWords } from "../model/use-deadline";
import { useDecideForm } from "../model/use-decide-form";
import { type Evaluation, useCardOf, useEvaluation } from "../queries";

/** Somebody who did not publish the evaluation decides its contest, item by item. */
export default function DecidePage() {
  const { id = "" } = useParams();
  return <QueryView query={useEvaluation(id)}>{(evaluation) => <Page evaluation={evaluation} />}</QueryView>;
}

function Page({ evaluation }: { evaluation: Evaluation }) {
  const { t } = useTranslation("feedback");
  // As it was when the page was opened: a refetch must not touch what is being written.
  const [opened] = useState(evaluation);
  const card = useCardOf(opened);
  const to = `/evaluations/${opened.id}`;
  const contest = opened.contests.find(({ status }) => status === "open");
  const header = (
    <PageHeader
      title={t("decide.title", { protocol: opened.protocol })}
      lead={t("decide.hint", { operator: opened.operator_name })}
      back={{ to, label: t("contest.back") }}
    />
  );
  if (!contest || !can(opened, "decide")) {
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
      <QueryView query={card}>{(sections) => <Form opened={opened} contest={contest} isOpen={can(evaluation, "decide")} sections={sections} />}</QueryView>
    </>
  );
}

interface FormProps {
  opened: Evaluation;
  contest: ContestOut;
  isOpen: boolean;
  sections: readonly SectionOut[];
}

function Form({ opened, contest, isOpen, sections }: FormProps) {
  const { t } = useTranslation("feedback");
  const navigate = useNavigate();
  const deadline = useDeadlineWords()(contest.decide_by);
  const to = `/evaluations/${opened.id}`;
  const form = useDecideForm(opened, contest, sections, () => {
    toast.done(t("decide.sent"));
    void navigate(to, { replace: true });
  });
  return (
    <FeedbackFrame evaluation={opened} isGone={!isOpen && !form.isSent} to={to} side={<LiveScore evaluation={opened} sections={sections} form={form} />}>
      <Notice tone={deadline.isLate ? "warn" : "info"}>{t("decide.deadline", { deadline: deadline.words })}</Notice>
      {(contest.comment !== "" || contest.files.length > 0) && (
        <Card title={t("decide.from", { operator: opened.operator_name })}>
          <Words text={contest.comment} />
          <ContestFiles evaluation={opened} contest={contest} />
        </Card>
      )}
      <DecideItems form={form} contest={contest} sections={sections} />
    </FeedbackFrame>
  );
}
