import { zodResolver } from "@hookform/resolvers/zod";
import { useForm } from "react-hook-form";
import { useTranslation } from "react-i18next";

import type { SettingsOut } from "@/api/generated";
import { z } from "@/lib/z";
import { RefusalNotice, useRefusal } from "@/parts/refusal";
import { Actions, Button, FormNumber, toast } from "@/ui";

import { useUpdateSettings } from "../queries";

export interface PassMarkFormProps {
  settings: SettingsOut;
  /** The version that what is saved here follows. */
  version: number;
  onSaved: (saved: SettingsOut) => void;
  /** Draws the form again with what is on the server now. */
  onReload: () => void;
}

export function PassMarkForm({ settings, version, onSaved, onReload }: PassMarkFormProps) {
  const { t } = useTranslation(["settings", "ui"]);
  const update = useUpdateSettings();
  const mark = z.number().nullable().refine((value) => value !== null && value >= 0 && value <= 100, t("settings:installation.markNeeded"));
  const form = useForm<{ pass_mark: number | null }>({
    resolver: zodResolver(z.object({ pass_mark: mark })),
    defaultValues: { pass_mark: settings.pass_mark },
  });
  const { refusal, refuse, clear } = useRefusal(form);
  const submit = form.handleSubmit(({ pass_mark }) => {
    clear();
    if (pass_mark === null) return;
    update.mutate(
      { pass_mark, version },
      {
        onSuccess: (saved) => {
          onSaved(saved);
          toast.done(t("settings:installation.saved"));
        },
        onError: refuse,
      },
    );
  });
  return (
    <form onSubmit={(event) => void submit(event)} noValidate className="flex flex-col gap-5">
      <RefusalNotice refusal={refusal} onReload={onReload} />
      <FormNumber
        control={form.control}
        name="pass_mark"
        label={t("settings:installation.passMark")}
        description={t("settings:installation.passMarkHint")}
        minValue={0}
        maxValue={100}
        formatOptions={{ maximumFractionDigits: 2 }}
        isRequired
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
