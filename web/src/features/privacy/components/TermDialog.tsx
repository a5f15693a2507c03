import { zodResolver } from "@hookform/resolvers/zod";
import { useForm } from "react-hook-form";
import { useTranslation } from "react-i18next";

import type { TermOut } from "@/api/generated";
import { z } from "@/lib/z";
import { RefusalNotice, useRefusal } from "@/parts/refusal";
import { Actions, Button, Dialog, FormText, Notice, toast } from "@/ui";

import { usePublishTerm } from "../queries";

export function TermDialog({ term, onClose }: { term: TermOut; onClose: () => void }) {
  const { t } = useTranslation(["privacy", "ui"]);
  const publish = usePublishTerm(term.key);
  const needed = z.string().trim().min(1, t("privacy:terms.needed"));
  const form = useForm({
    resolver: zodResolver(z.object({ title: needed, text: needed, title_en: z.string(), text_en: z.string() })),
    defaultValues: { title: term.title, text: term.text, title_en: term.title_en ?? "", text_en: term.text_en ?? "" },
  });
  const { refusal, refuse, clear } = useRefusal(form);
  const submit = form.handleSubmit(({ title, text, title_en, text_en }) => {
    clear();
    publish.mutate(
      { version: term.version, title, text, title_en: title_en.trim() || null, text_en: text_en.trim() || null },
      {
        onSuccess: () => {
          toast.done(t("privacy:terms.published"));
          onClose();
        },
        onError: refuse,
      },
    );
  });
  return (
    <Dialog title={t("privacy:terms.editTitle")} isOpen onClose={onClose} size="lg">
      <form onSubmit={(event) => void submit(event)} noValidate className="flex flex-col gap-5">
        <Notice tone="warn">{t("privacy:terms.warn")}</Notice>
        <RefusalNotice refusal={refusal} />
        <FormText control={form.control} name="title" label={t("privacy:terms.title")} maxLength={160} isRequired />
        <FormText control={form.control} name="text" label={t("privacy:terms.text")} rows={9} maxLength={20000} isRequired />
        <FormText control={form.control} name="title_en" label={t("privacy:terms.titleEn")} maxLength={160} />
        <FormText control={form.control} name="text_en" label={t("privacy:terms.textEn")} rows={6} maxLength={20000} />
        <Actions className="mt-1">
          <Button onPress={onClose}>{t("ui:cancel")}</Button>
          <Button type="submit" variant="primary" isPending={publish.isPending}>
            {t("privacy:terms.publish")}
          </Button>
        </Actions>
      </form>
    </Dialog>
  );
}
