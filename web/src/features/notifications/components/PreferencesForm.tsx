import { useState } from "react";
import { type Control, useForm } from "react-hook-form";
import { useTranslation } from "react-i18next";

import type { PreferencesBody, PreferencesOut } from "@/api/generated";
import { RefusalNotice, useRefusal } from "@/parts/refusal";
import { Actions, Button, FormCheckbox, FormRadio, FormSelect, Notice, toast } from "@/ui";

import { useKindName } from "../model";
import { useSavePreferences } from "../queries";

type Values = Pick<PreferencesBody, "language" | "kinds">;

export interface PreferencesFormProps {
  preferences: PreferencesOut;
  /** Draws the form again with what is on the server now. */
  onReload: () => void;
}

export function PreferencesForm({ preferences, onReload }: PreferencesFormProps) {
  const { t } = useTranslation("notifications");
  const [version, setVersion] = useState(preferences.version);
  const save = useSavePreferences();
  const form = useForm<Values>({ defaultValues: { language: preferences.language, kinds: preferences.kinds } });
  const { refusal, refuse, clear } = useRefusal(form);
  const submit = form.handleSubmit((values) => {
    clear();
    save.mutate(
      { ...values, version },
      {
        onSuccess: (saved) => {
          setVersion(saved.version);
          toast.done(t("preferences.saved"));
        },
        onError: refuse,
      },
    );
  });
  return (
    <form onSubmit={(event) => void submit(event)} noValidate className="flex flex-col gap-5">
      <RefusalNotice refusal={refusal} onReload={onReload} />
      <Where preferences={preferences} />
      <ul className="divide-y divide-line border-y border-line">
        {preferences.kinds.map(({ kind }, number) => (
          <KindRow key={kind} kind={kind} number={number} control={form.control} />
        ))}
      </ul>
      <FormRadio
        control={form.control}
        name="language"
        label={t("preferences.language")}
        look="buttons"
        options={[
          { id: "pt-BR", label: t("preferences.portuguese") },
          { id: "en", label: t("preferences.english") },
        ]}
      />
      <Actions className="mt-1 justify-start">
        <Button type="submit" variant="primary" isPending={save.isPending}>
          {t("preferences.save")}
        </Button>
      </Actions>
    </form>
  );
}

/** Where letters go, or why none do. */
function Where({ preferences: { email, mail_is_sent, digest_hour } }: { preferences: PreferencesOut }) {
  const { t } = useTranslation("notifications");
  if (!mail_is_sent) return <Notice tone="info">{t("preferences.noMail")}</Notice>;
  if (!email) return <Notice tone="warn">{t("preferences.noAddress")}</Notice>;
  return <p className="text-sm text-ink-soft">{t("preferences.goesTo", { email, hour: digest_hour })}</p>;
}

function KindRow({ kind, number, control }: { kind: string; number: number; control: Control<Values> }) {
  const { t } = useTranslation("notifications");
  const name = useKindName()(kind);
  return (
    <li className="flex flex-wrap items-center gap-x-6 gap-y-3 py-3.5">
      <p id={`kind-${String(number)}`} className="min-w-0 flex-1 basis-52 font-medium">
        {name}
      </p>
      <FormCheckbox control={control} name={`kinds.${number}.in_app`} aria-label={t("preferences.inAppOf", { kind: name })}>
        {t("preferences.inApp")}
      </FormCheckbox>
      <FormSelect
        control={control}
        name={`kinds.${number}.email`}
        label={t("preferences.emailOf", { kind: name })}
        hideLabel
        className="w-48"
        options={(["off", "at_once", "digest"] as const).map((id) => ({ id, label: t(`preferences.${id}`) }))}
      />
    </li>
  );
}
