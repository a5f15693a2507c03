import { zodResolver } from "@hookform/resolvers/zod";
import { useForm } from "react-hook-form";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";

import { z } from "@/lib/z";
import { RefusalNotice, useRefusal } from "@/parts/refusal";
import { Actions, Button, Dialog, FormText, toast } from "@/ui";

import { useCreateScorecard } from "../queries";

export function NewScorecardDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation(["scorecards", "ui"]);
  const navigate = useNavigate();
  const create = useCreateScorecard();
  const form = useForm({
    resolver: zodResolver(z.object({ name: z.string().trim().min(1, t("scorecards:needed")), description: z.string() })),
    defaultValues: { name: "", description: "" },
  });
  const { refusal, refuse, clear } = useRefusal(form);
  const submit = form.handleSubmit((values) => {
    clear();
    create.mutate(values, {
      onSuccess: (card) => {
        toast.done(t("scorecards:created"));
        void navigate(`/scorecards/${card.id}/edit`);
      },
      onError: refuse,
    });
  });
  return (
    <Dialog title={t("scorecards:new")} isOpen onClose={onClose}>
      <form onSubmit={(event) => void submit(event)} noValidate className="flex flex-col gap-5">
        <RefusalNotice refusal={refusal} />
        <FormText control={form.control} name="name" label={t("scorecards:name")} isRequired autoFocus maxLength={120} />
        <FormText control={form.control} name="description" label={t("scorecards:description")} rows={3} maxLength={4000} />
        <Actions className="mt-1">
          <Button onPress={onClose}>{t("ui:cancel")}</Button>
          <Button type="submit" variant="primary" isPending={create.isPending}>
            {t("scorecards:create")}
          </Button>
        </Actions>
      </form>
    </Dialog>
  );
}
