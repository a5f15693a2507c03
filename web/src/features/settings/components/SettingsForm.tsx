import { zodResolver } from "@hookform/resolvers/zod";
import type { ReactNode } from "react";
import { type Control, type DefaultValues, type FieldValues, useForm } from "react-hook-form";
import { useTranslation } from "react-i18next";

import type { SettingsBody, SettingsOut } from "@/api/generated";
import type { z } from "@/lib/z";
import { RefusalNotice, useRefusal } from "@/parts/refusal";
import { Actions, Button, toast } from "@/ui";

import { useUpdateSettings } from "../queries";

/** What a form about some of the settings is given. */
export interface SettingsPart {
  settings: SettingsOut;
  /** The version that what is saved here follows. */
  version: number;
  onSaved: (saved: SettingsOut) => void;
  /** Draws the form again with what is on the server now. */
  onReload: () => void;
}

interface SettingsFormProps<V extends FieldValues> extends Omit<SettingsPart, "settings"> {
  shape: z.ZodType<V, V>;
  values: DefaultValues<V>;
  children: (control: Control<V>) => ReactNode;
}

/** Some of the installation's settings, saved together. */
export function SettingsForm<V extends FieldValues>({ shape, values, version, onSaved, onReload, children }: SettingsFormProps<V>) {
  const { t } = useTranslation(["settings", "ui"]);
  const update = useUpdateSettings();
  const form = useForm<V>({ resolver: zodResolver(shape), defaultValues: values });
  const { refusal, refuse, clear } = useRefusal(form);
  const submit = form.handleSubmit((sent) => {
    clear();
    const onSuccess = (saved: SettingsOut): void => {
      onSaved(saved);
      toast.done(t("settings:installation.saved"));
    };
    update.mutate({ ...(sent as Omit<SettingsBody, "version">), version }, { onSuccess, onError: refuse });
  });
  return (
    <form onSubmit={(event) => void submit(event)} noValidate className="flex flex-col gap-5">
      <RefusalNotice refusal={refusal} onReload={onReload} />
      {children(form.control)}
      <Actions className="mt-1 justify-start">
        <Button type="submit" variant="primary" isPending={update.isPending}>
          {t("ui:save")}
        </Button>
      </Actions>
    </form>
  );
}
