import { useForm } from "react-hook-form";
import { useTranslation } from "react-i18next";

import { today } from "@/lib/dates";
import { RefusalNotice, useRefusal } from "@/parts/refusal";
import { Actions, Button, Dialog, FormDate, FormText, toast } from "@/ui";

import { type Plan, useHoldSession } from "../queries";

export default function SessionDialog({ plan, onClose }: { plan: Plan; onClose: () => void }) {
  const { t } = useTranslation(["coaching", "ui"]);
  const hold = useHoldSession(plan.id);
  const form = useForm({ defaultValues: { held_on: today(), notes: "" } });
  const { refusal, refuse, clear } = useRefusal(form);
  const submit = form.handleSubmit((values) => {
    clear();
    const held = () => {
      toast.done(t("coaching:sessions.held"));
      onClose();
    };
    hold.mutate(values, { onSuccess: held, onError: refuse });
  });
  return (
    <Dialog title={t("coaching:sessions.hold")} isOpen onClose={onClose}>
      <form onSubmit={(event) => void submit(event)} noValidate className="flex flex-col gap-5">
        <RefusalNotice refusal={refusal} />
        <FormDate control={form.control} name="held_on" label={t("coaching:sessions.heldOn")} max={today()} isRequired className="sm:max-w-xs" />
        <FormText control={form.control} name="notes" label={t("coaching:sessions.notes")} description={t("coaching:sessions.notesHint")} rows={5} />
        <Actions className="mt-1">
          <Button onPress={onClose}>{t("ui:cancel")}</Button>
          <Button type="submit" variant="primary" isPending={hold.isPending}>
            {t("coaching:sessions.hold")}
          </Button>
        </Actions>
      </form>
    </Dialog>
  );
}
