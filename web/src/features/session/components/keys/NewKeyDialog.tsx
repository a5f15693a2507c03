import { useState } from "react";
import { useForm, useWatch } from "react-hook-form";
import { useTranslation } from "react-i18next";

import { RefusalNotice, useRefusal } from "@/parts/refusal";
import { ShownOnce } from "@/parts/ShownOnce";
import { Actions, Button, Dialog, FormSelect, FormText } from "@/ui";

import { useCreateKey } from "../../key-queries";
import { ScopeChoice } from "./ScopeChoice";

interface Values {
  name: string;
  days: string;
  scopes: string[];
}

const DAYS = ["7", "30", "90", "180", "365"] as const;

/** Makes a key, and shows it this once. */
export function NewKeyDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation("keys");
  const [token, setToken] = useState<string>();
  const once = { label: t("once.label"), warning: t("once.warning"), copy: t("once.copy"), copied: t("once.copied"), done: t("once.done") };
  return (
    <Dialog title={t(token ? "once.title" : "new")} isOpen onClose={onClose} size="lg">
      {token ? <ShownOnce value={token} {...once} onDone={onClose} /> : <KeyForm onMade={(made) => (made ? setToken(made) : onClose())} onClose={onClose} />}
    </Dialog>
  );
}

function KeyForm({ onMade, onClose }: { onMade: (token: string | null) => void; onClose: () => void }) {
  const { t } = useTranslation(["keys", "ui"]);
  const create = useCreateKey();
  const form = useForm<Values>({ defaultValues: { name: "", days: "90", scopes: [] } });
  const { refusal, refuse, clear } = useRefusal(form);
  const scopes = useWatch({ control: form.control, name: "scopes" });
  const { errors } = form.formState;
  const submit = form.handleSubmit(async ({ name, days, scopes }) => {
    clear();
    try {
      onMade(await create.mutateAsync({ name, scopes, expires_in_days: Number(days) }));
    } catch (error) {
      refuse(error);
    }
  });
  return (
    <form onSubmit={(event) => void submit(event)} noValidate className="flex flex-col gap-5">
      <RefusalNotice refusal={refusal} />
      <div className="grid gap-4 sm:grid-cols-2">
        <FormText control={form.control} name="name" label={t("keys:form.name")} description={t("keys:form.nameHint")} isRequired />
        <FormSelect
          control={form.control}
          name="days"
          label={t("keys:form.days")}
          options={DAYS.map((id) => ({ id, label: t("keys:form.daysOf", { count: Number(id) }) }))}
        />
      </div>
      <ScopeChoice
        value={scopes}
        error={errors.scopes?.message ?? errors.scopes?.find?.((error) => error)?.message}
        onChange={(chosen) => form.setValue("scopes", chosen)}
      />
      <Actions className="mt-1">
        <Button onPress={onClose}>{t("ui:cancel")}</Button>
        <Button type="submit" variant="primary" isPending={create.isPending}>
          {t("keys:form.create")}
        </Button>
      </Actions>
    </form>
  );
}
