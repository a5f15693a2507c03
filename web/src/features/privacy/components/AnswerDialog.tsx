import { useForm } from "react-hook-form";
import { useTranslation } from "react-i18next";

import type { DataRequestOut, RequestStatus } from "@/api/generated";
import { RefusalNotice, useRefusal } from "@/parts/refusal";
import { Actions, Button, Dialog, FormRadio, FormText, toast } from "@/ui";

import { useAnswerRequest } from "../queries";

const OUTCOMES: readonly RequestStatus[] = ["done", "refused", "open"];

export function AnswerDialog({ request, onClose }: { request: DataRequestOut; onClose: () => void }) {
  const { t } = useTranslation(["privacy", "ui"]);
  const answer = useAnswerRequest(request.id);
  const form = useForm<{ status: RequestStatus; answer: string }>({ defaultValues: { status: "done", answer: request.answer } });
  const { refusal, refuse, clear } = useRefusal(form);
  const submit = form.handleSubmit((values) => {
    clear();
    answer.mutate(
      { ...values, version: request.version },
      {
        onSuccess: () => {
          toast.done(t("privacy:request.answered"));
          onClose();
        },
        onError: refuse,
      },
    );
  });
  return (
    <Dialog title={t("privacy:request.answerTitle")} isOpen onClose={onClose}>
      <form onSubmit={(event) => void submit(event)} noValidate className="flex flex-col gap-5">
        <RefusalNotice refusal={refusal} />
        <p>
          <span className="font-medium">{request.subject_name}</span> · {t(`privacy:request.kind.${request.kind}`)}
        </p>
        {request.details && <p className="whitespace-pre-line text-ink-soft">{request.details}</p>}
        <FormRadio control={form.control} name="status" label={t("privacy:request.outcome")} options={OUTCOMES.map((id) => ({ id, label: t(`privacy:request.status.${id}`) }))} />
        <FormText control={form.control} name="answer" label={t("privacy:request.answer")} description={t("privacy:request.answerHint")} rows={5} maxLength={10000} />
        <Actions className="mt-1">
          <Button onPress={onClose}>{t("ui:cancel")}</Button>
          <Button type="submit" variant="primary" isPending={answer.isPending}>
            {t("ui:save")}
          </Button>
        </Actions>
      </form>
    </Dialog>
  );
}
