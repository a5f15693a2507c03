import { useForm } from "react-hook-form";
import { useTranslation } from "react-i18next";

import type { SettingsOut } from "@/api/generated";
import { RefusalNotice, useRefusal } from "@/parts/refusal";
import { Actions, Button, FormSelect, toast } from "@/ui";

import { useUpdateSettings } from "../queries";

const MONTH_END = "end";
const DAYS = Array.from({ length: 28 }, (_, place) => String(place + 1));

export interface ClosingDayFormProps {
  settings: SettingsOut;
  /** The version that what is saved here follows. */
  version: number;
  onSaved: (saved: SettingsOut) => void;
  onReload: () => void;
}

/** On which day a reporting month closes. */
export function ClosingDayForm({ settings, version, onSaved, onReload }: ClosingDayFormProps) {
  const { t } = useTranslation(["calendar", "settings", "ui"]);
  const update = useUpdateSettings();
  const form = useForm({ defaultValues: { closing_day: String(settings.closing_day ?? MONTH_END) } });
  const { refusal, refuse, clear } = useRefusal(form);
  const submit = form.handleSubmit(({ closing_day }) => {
    clear();
    update.mutate(
      { closing_day: closing_day === MONTH_END ? null : Number(closing_day), version },
      {
        onSuccess: (saved) => {
          onSaved(saved);
          toast.done(t("settings:installation.saved"));
        },
        onError: refuse,
      },
    );
  });
  const options = [{ id: MONTH_END, label: t("calendar:closing.monthEnd") }, ...DAYS.map((day) => ({ id: day, label: t("calendar:closing.onDay", { day }) }))];
  return (
    <form onSubmit={(event) => void submit(event)} noValidate className="flex flex-col gap-5">
      <RefusalNotice refusal={refusal} onReload={onReload} />
      <FormSelect
        control={form.control}
        name="closing_day"
        label={t("calendar:closing.day")}
        description={t("calendar:closing.hint")}
        options={options}
        className="max-w-xs"
      />
      <Actions className="mt-1 justify-start">
        <Button type="submit" variant="primary" isPending={update.isPending}>
          {t("ui:save")}
        </Button>
      </Actions>
    </form>
  );
}
