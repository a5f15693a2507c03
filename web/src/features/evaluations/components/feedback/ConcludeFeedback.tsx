import { useTranslation } from "react-i18next";

import { problemText, toProblem } from "@/api/problem";
import { Confirm, toast } from "@/ui";

import { useConcludeFeedback } from "../../feedback-queries";
import type { Evaluation } from "../../queries";

/** Asks before the feedback is closed. */
export default function ConcludeFeedback({ evaluation, onClose }: { evaluation: Evaluation; onClose: () => void }) {
  const { t } = useTranslation("feedback");
  const conclude = useConcludeFeedback(evaluation.id);
  const done = (): void => {
    toast.done(t("conclude.done"));
    onClose();
  };
  return (
    <Confirm
      title={t("conclude.title")}
      text={t("conclude.text")}
      confirmLabel={t("conclude.send")}
      isOpen
      isPending={conclude.isPending}
      error={conclude.error ? problemText(toProblem(conclude.error)) : undefined}
      onConfirm={() => conclude.mutate(undefined, { onSuccess: done })}
      onClose={onClose}
    />
  );
}
