import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";

import type { ContestOut } from "@/api/generated";
import { Card, Notice, toast } from "@/ui";

import { ContestFiles } from "../components/feedback/ContestFiles";
import { DecideItems } from "../components/feedback/DecideItems";
import { FeedbackFrame } from "../components/feedback/FeedbackFrame";
import { type FeedbackFormProps, FeedbackPage } from "../components/feedback/FeedbackPage";
import { LiveScore } from "../components/feedback/LiveScore";
import { Words } from "../components/feedback/Words";
import { useDeadlineWords } from "../model/use-deadline";
import { useDecideForm } from "../model/use-decide-form";

/** Somebody who did not publish the evaluation decides its contest, item by item. */
export default function DecidePage() {
  const { t } = useTranslation("feedback");
  return (
    <FeedbackPage
      move="decide"
      head={({ protocol, operator_name }) => ({ title: t("decide.title", { protocol }), lead: t("decide.hint", { operator: operator_name }) })}
    >
      {(form) => {
        const contest = form.opened.contests.find(({ status }) => status === "open");
        return contest && <Form contest={contest} {...form} />;
      }}
    </FeedbackPage>
  );
}

function Form({ opened, contest, isOpen, sections, to }: FeedbackFormProps & { contest: ContestOut }) {
  const { t } = useTranslation("feedback");
  const navigate = useNavigate();
  const deadline = useDeadlineWords()(contest.decide_by);
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
