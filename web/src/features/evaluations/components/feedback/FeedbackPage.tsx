import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import { useParams } from "react-router";

import type { SectionOut } from "@/api/generated";
import { can } from "@/parts/can";
import { QueryView } from "@/parts/QueryView";
import { PageHeader } from "@/ui";

import { type Evaluation, useCardOf, useEvaluation } from "../../queries";
import { NotNow } from "./NotNow";

export interface FeedbackFormProps {
  /** As it was when the page was opened: a refetch must not touch what is being written. */
  opened: Evaluation;
  /** Whether the move may still be made. */
  isOpen: boolean;
  sections: readonly SectionOut[];
  to: string;
}

export interface FeedbackPageProps {
  move: "contest" | "decide";
  head: (opened: Evaluation) => { title: string; lead: string };
  children: (form: FeedbackFormProps) => ReactNode;
}

/** A page to make a move on an evaluation; to whom may not make it, a way back. */
export function FeedbackPage(page: FeedbackPageProps) {
  const { id = "" } = useParams();
  return <QueryView query={useEvaluation(id)}>{(evaluation) => <Opened evaluation={evaluation} {...page} />}</QueryView>;
}

function Opened({ evaluation, move, head, children }: FeedbackPageProps & { evaluation: Evaluation }) {
  const { t } = useTranslation("feedback");
  const [opened] = useState(evaluation);
  const card = useCardOf(opened);
  const to = `/evaluations/${opened.id}`;
  return (
    <>
      <PageHeader {...head(opened)} back={{ to, label: t("contest.back") }} />
      {can(opened, move) ? <QueryView query={card}>{(sections) => children({ opened, isOpen: can(evaluation, move), sections, to })}</QueryView> : <NotNow to={to} />}
    </>
  );
}
