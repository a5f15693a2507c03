import { useTranslation } from "react-i18next";

import type { EvaluationOut } from "@/api/generated";
import { ScoreBadge } from "@/parts/ScoreBadge";
import { Actions, Button, Dialog } from "@/ui";

import type { Conclude } from "../../model/use-conclude";

export interface ConcludeDialogProps {
  conclude: Conclude;
  saved: EvaluationOut | null;
  operator: string;
}

/** The last look before it is published; Enter confirms. */
export function ConcludeDialog({ conclude, saved, operator }: ConcludeDialogProps) {
  const { t } = useTranslation(["evaluations", "ui"]);
  const { question, isPending, confirm, close } = conclude;
  return (
    <Dialog title={t("evaluations:conclude.title")} isOpen={question !== null} onClose={close} size="sm" role="alertdialog">
      {saved && <ScoreBadge score={saved.overall_score} outcome={saved.outcome} size="lg" />}
      <p className="mt-4 text-ink-soft">{t("evaluations:conclude.hint", { operator })}</p>
      <Actions>
        <Button onPress={close}>{t("evaluations:conclude.review")}</Button>
        <Button variant="primary" autoFocus isPending={isPending} onPress={confirm}>
          {question === "next" ? t("evaluations:scoring.concludeNext") : t("evaluations:scoring.conclude")}
        </Button>
      </Actions>
    </Dialog>
  );
}
