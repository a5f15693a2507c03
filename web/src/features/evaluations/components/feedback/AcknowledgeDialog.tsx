import { zodResolver } from "@hookform/resolvers/zod";
import { useForm } from "react-hook-form";
import { useTranslation } from "react-i18next";

import { z } from "@/lib/z";
import { RefusalNotice, useRefusal } from "@/parts/refusal";
import { Actions, Button, Dialog, FormRadio, FormText, toast } from "@/ui";

import { useAcknowledge } from "../../feedback-queries";
import type { Evaluation } from "../../queries";

/** The operator says that he has read it, and whether he agrees. */
export default function AcknowledgeDialog({ evaluation, onClose }: { evaluation: Evaluation; onClose: () => void }) {
  const { t } = useTranslation(["feedback", "ui"]);
  const acknowledge = useAcknowledge(evaluation.id);
  const form = useForm<{ agrees: string; comment: string }>({
    resolver: zodResolver(z.object({ agrees: z.string().min(1, t("feedback:acknowledge.needed")), comment: z.string() })),
    defaultValues: { agrees: "", comment: "" },
  });
  const { refusal, refuse, clear } = useRefusal(form);
  const submit = form.handleSubmit(({ agrees, comment }) => {
    clear();
    acknowledge.mutate(
      { agrees: agrees === "yes", comment: comment.trim() },
      {
        onSuccess: () => {
          toast.done(t("feedback:acknowledge.done"));
          onClose();
        },
        onError: refuse,
      },
    );
  });
  const choices = [
    { id: "yes", label: t("feedback:acknowledge.agree"), hint: t("feedback:acknowledge.agreeHint") },
    { id: "no", label: t("feedback:acknowledge.disagree"), hint: t("feedback:acknowledge.disagreeHint") },
  ];
  return (
    <Dialog title={t("feedback:acknowledge.title")} isOpen onClose={onClose} size="sm">
      <form onSubmit={(event) => void submit(event)} noValidate className="flex flex-col gap-5">
        <p className="text-ink-soft">{t("feedback:acknowledge.hint")}</p>
        <RefusalNotice refusal={refusal} />
        <FormRadio control={form.control} name="agrees" label={t("feedback:acknowledge.choice")} options={choices} isRequired />
        <FormText control={form.control} name="comment" label={t("feedback:acknowledge.comment")} description={t("feedback:acknowledge.commentHint")} rows={3} maxLength={4000} />
        <Actions className="mt-1">
          <Button onPress={onClose}>{t("ui:cancel")}</Button>
          <Button type="submit" variant="primary" isPending={acknowledge.isPending}>
            {t("feedback:acknowledge.send")}
          </Button>
        </Actions>
      </form>
    </Dialog>
  );
}
