import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";

import { useInstallation } from "@/parts/installation";
import { Notice, toast } from "@/ui";

import { ContestItems } from "../components/feedback/ContestItems";
import { FeedbackFrame } from "../components/feedback/FeedbackFrame";
import { type FeedbackFormProps, FeedbackPage } from "../components/feedback/FeedbackPage";
import { useContestForm } from "../model/use-contest-form";
import { useDeadlineWords } from "../model/use-deadline";

/** The operator says which answers are wrong, what would be right, and why. */
export default function ContestPage() {
  const { t } = useTranslation("feedback");
  return (
    <FeedbackPage move="contest" head={({ protocol }) => ({ title: t("contest.title", { protocol }), lead: t("contest.hint") })}>
      {(form) => <Form {...form} />}
    </FeedbackPage>
  );
}

function Form({ opened, isOpen, sections, to }: FeedbackFormProps) {
  const { t } = useTranslation("feedback");
  const navigate = useNavigate();
  const words = useDeadlineWords();
  const rounds = useInstallation().data?.contest_rounds;
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
