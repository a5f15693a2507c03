import { zodResolver } from "@hookform/resolvers/zod";
import { useForm } from "react-hook-form";
import { useTranslation } from "react-i18next";
import { useLocation } from "react-router";

import { z } from "@/lib/z";
import { RefusalNotice, useRefusal } from "@/parts/refusal";
import { Actions, Button, Dialog, FormCheckbox, FormText, toast } from "@/ui";

import { type SavedView, useCreateView } from "../../view-queries";

interface Values {
  name: string;
  is_home: boolean;
}

const MOST_LETTERS = 80;

/** Keeps the address as it is now under a name. */
export default function SaveViewDialog({ page, onClose }: { page: SavedView["page"]; onClose: () => void }) {
  const { t } = useTranslation(["analytics", "ui"]);
  const { search } = useLocation();
  const create = useCreateView();
  const shape = z.object({ name: z.string().trim().min(1, t("analytics:views.needName")).max(MOST_LETTERS, t("analytics:views.tooLong")), is_home: z.boolean() });
  const form = useForm<Values>({ resolver: zodResolver(shape), defaultValues: { name: "", is_home: false } });
  const { refusal, refuse, clear } = useRefusal(form);
  const submit = form.handleSubmit((values) => {
    clear();
    const saved = (): void => {
      toast.done(t("analytics:views.saved"));
      onClose();
    };
    create.mutate({ ...values, page, query: search }, { onSuccess: saved, onError: refuse });
  });
  return (
    <Dialog title={t("analytics:views.saveTitle")} isOpen onClose={onClose} size="sm">
      <form onSubmit={(event) => void submit(event)} noValidate className="flex flex-col gap-4">
        <RefusalNotice refusal={refusal} />
        <FormText control={form.control} name="name" label={t("analytics:views.name")} description={t("analytics:views.nameHint")} isRequired />
        <FormCheckbox control={form.control} name="is_home">
          {t("analytics:views.home")}
        </FormCheckbox>
        <Actions className="mt-1">
          <Button onPress={onClose}>{t("ui:cancel")}</Button>
          <Button type="submit" variant="primary" isPending={create.isPending}>
            {t("ui:save")}
          </Button>
        </Actions>
      </form>
    </Dialog>
  );
}
