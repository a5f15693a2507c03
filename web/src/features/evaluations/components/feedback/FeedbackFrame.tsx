import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";

import { DeckProvider } from "@/parts/recordings/deck";
import { DeckCard } from "@/parts/recordings/DeckCard";
import { ButtonLink, Notice } from "@/ui";

import { marksOf } from "../../model/use-moments";
import type { Evaluation } from "../../queries";

export interface FeedbackFrameProps {
  evaluation: Evaluation;
  /** It has moved on while this page was open. */
  isGone: boolean;
  to: string;
  /** Beside the form, under the player; above the form on a phone. */
  side?: ReactNode;
  children: ReactNode;
}

/** A form about an evaluation with the player of its call beside it. */
export function FeedbackFrame({ evaluation, isGone, to, side, children }: FeedbackFrameProps) {
  const { t } = useTranslation("feedback");
  return (
    <DeckProvider callId={evaluation.call_id}>
      <div className="grid gap-5 lg:grid-cols-[minmax(0,1fr)_minmax(16rem,22rem)]">
        <div className="flex min-w-0 flex-col gap-5 lg:sticky lg:top-6 lg:order-last lg:self-start empty:hidden">
          <DeckCard marks={marksOf(evaluation.moments)} />
          {side}
        </div>
        <div className="flex min-w-0 flex-col gap-5">
          {isGone && (
            <Notice tone="warn">
              <p className="font-semibold">{t("gone.title")}</p>
              <p>{t("gone.hint")}</p>
              <ButtonLink size="sm" className="mt-2" to={to}>
                {t("gone.see")}
              </ButtonLink>
            </Notice>
          )}
          {children}
        </div>
      </div>
    </DeckProvider>
  );
}
