import { zodResolver } from "@hookform/resolvers/zod";
import { useForm } from "react-hook-form";
import { useTranslation } from "react-i18next";

import { z } from "@/lib/z";
import { RefusalNotice, useRefusal } from "@/parts/refusal";
import { Actions, Button, Dialog, FormDate, FormText, toast } from "@/ui";

import { useAddHoliday } from "../queries";

export interface HolidayDialogProps {
  year: number;
  /** `saved`: the day that was added. */
  onClose: (saved?: string) => void;
}

export function HolidayDialog({ year, onClose }: HolidayDialogProps) {
  const { t } = useTranslation(["calendar", "ui"]);
  const add = useAddHoliday();
  const form = useForm({
    resolver: zodResolver(z.object({ on: z.string().min(1, t("calendar:holidays.dateNeeded")), name: z.string().trim().min(1, t("calendar:holidays.nameNeeded")) })),
    defaultValues: { on: "", name: "" },
  });
  const { refusal, refuse, clear } = useRefusal(form);
  const submit = form.handleSubmit((holiday) => {
    clear();
    add.mutate(holiday, {
      onSuccess: () => {
        toast.done(t("calendar:holidays.added"));
        onClose(holiday.on);
      },
      onError: refuse,
    });
  });
  return (
    <Dialog title={t("calendar:holidays.new")} isOpen onClose={() => onClose()} size="sm">
      <form onSubmit={(event) => void submit(event)} noValidate className="flex flex-col gap-5">
        <RefusalNotice refusal={refusal} />
        <FormDate control={form.control} name="on" label={t("calendar:holidays.date")} min={`${String(year - 1)}-01-01`} isRequired />
        <FormText control={form.control} name="name" label={t("calendar:holidays.name")} maxLength={100} isRequired />
        <Actions className="mt-1">
          <Button onPress={() => onClose()}>{t("ui:cancel")}</Button>
          <Button type="submit" variant="primary" isPending={add.isPending}>
            {t("calendar:holidays.add")}
          </Button>
        </Actions>
      </form>
    </Dialog>
  );
}
