import { useForm } from "react-hook-form";
import { useTranslation } from "react-i18next";

import { RefusalNotice, useRefusal } from "@/parts/refusal";
import { Actions, Button, Dialog, FormText, toast } from "@/ui";

import { type End, type Plan, useEndPlan } from "../queries";

const WORDS = {
  conclude: { title: "end.concludeTitle", text: "end.concludeText", done: "end.concluded", act: "page.conclude" },
  cancel: { title: "end.cancelTitle", text: "end.cancelText", done: "end.cancelled", act: "page.cancel" },
} as const;

/** Asks how a plan ended before it is concluded or given up. */
export default function EndDialog({ plan, end, onClose }: { plan: Plan; end: End; onClose: () => void }) {
  const { t } = useTranslation("coaching");
  const { t: ui } = useTranslation("ui");
  const words = WORDS[end];
  const finish = useEndPlan(plan.id, end);
  const form = useForm({ defaultValues: { closing_note: "" } });
  const { refusal, refuse, clear } = useRefusal(form);
  const submit = form.handleSubmit(({ closing_note }) => {
    clear();
    const ended = () => {
      toast.done(t(words.done));
      onClose();
    };
    finish.mutate({ version: plan.version, closing_note }, { onSuccess: ended, onError: refuse });
  });
  return (
    <Dialog title={t(words.title)} isOpen onClose={onClose} role="alertdialog">
      <form onSubmit={(event) => void submit(event)} noValidate className="flex flex-col gap-5">
        <p className="text-ink-soft">{t(words.text)}</p>
        <RefusalNotice refusal={refusal} />
        <FormText control={form.control} name="closing_note" label={t("end.note")} description={t("end.noteHint")} rows={3} />
        <Actions className="mt-1">
          <Button onPress={onClose}>{ui("back")}</Button>
          <Button type="submit" variant={end === "cancel" ? "danger" : "primary"} isPending={finish.isPending}>
            {t(words.act)}
          </Button>
        </Actions>
      </form>
    </Dialog>
  );
}
