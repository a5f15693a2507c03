import { zodResolver } from "@hookform/resolvers/zod";
import { useForm } from "react-hook-form";
import { useTranslation } from "react-i18next";
import { z } from "@/lib/z";

import type { Category } from "@/parts/categories";
import { RefusalNotice, useRefusal } from "@/parts/refusal";
import { Actions, Button, Dialog, FormText, toast } from "@/ui";

import { useCreateCategory, useUpdateCategory } from "../queries";

export interface CategoryDialogProps {
  /** The category to rename; a new one when left out. */
  category?: Category | undefined;
  onClose: () => void;
}

export function CategoryDialog({ category, onClose }: CategoryDialogProps) {
  const { t } = useTranslation(["settings", "ui"]);
  const create = useCreateCategory();
  const update = useUpdateCategory();
  const form = useForm({
    resolver: zodResolver(z.object({ label: z.string().trim().min(1, t("settings:needed")) })),
    defaultValues: { label: category?.label ?? "" },
  });
  const { refusal, refuse, clear } = useRefusal(form);
  const submit = form.handleSubmit(async ({ label }) => {
    clear();
    try {
      if (category) await update.mutateAsync({ key: category.key, version: category.version, active: category.active, label });
      else await create.mutateAsync(label);
      toast.done(category ? t("settings:saved") : t("settings:created"));
      onClose();
    } catch (error) {
      refuse(error);
    }
  });
  return (
    <Dialog title={category ? t("settings:editTitle") : t("settings:new")} isOpen onClose={onClose} size="sm">
      <form onSubmit={(event) => void submit(event)} noValidate className="flex flex-col gap-5">
        <RefusalNotice refusal={refusal} />
        <FormText control={form.control} name="label" label={t("settings:label")} isRequired autoFocus />
        <Actions className="mt-1">
          <Button onPress={onClose}>{t("ui:cancel")}</Button>
          <Button type="submit" variant="primary" isPending={create.isPending || update.isPending}>
            {category ? t("ui:save") : t("settings:create")}
          </Button>
        </Actions>
      </form>
    </Dialog>
  );
}
