import { useForm, useWatch } from "react-hook-form";
import { useTranslation } from "react-i18next";

import type { WebhookBody, WebhookOut } from "@/api/generated";
import { QueryView } from "@/parts/QueryView";
import { RefusalNotice, useRefusal } from "@/parts/refusal";
import { Actions, Button, Checkbox, Dialog, FormCheckbox, FormText, toast } from "@/ui";

import { useKinds, useSaveWebhook } from "../queries";

const START: WebhookBody = { name: "", url: "https://", kinds: [], with_scores: false, active: true };

export interface WebhookDialogProps {
  /** The one to change; none: a new one. */
  found?: WebhookOut | undefined;
  onMade: (secret: string | null) => void;
  onClose: () => void;
}

export function WebhookDialog({ found, onMade, onClose }: WebhookDialogProps) {
  const { t } = useTranslation(["webhooks", "ui"]);
  const save = useSaveWebhook(found);
  const start = found ? { name: found.name, url: found.url, kinds: found.kinds, with_scores: found.with_scores, active: found.active } : START;
  const form = useForm<WebhookBody>({ defaultValues: start });
  const { refusal, refuse, clear } = useRefusal(form);
  const kinds = useWatch({ control: form.control, name: "kinds" });
  const { errors } = form.formState;
  const submit = form.handleSubmit(async (body) => {
    clear();
    try {
      const secret = await save.mutateAsync(body);
      toast.done(t(found ? "webhooks:done.updated" : "webhooks:done.created"));
      onMade(secret);
    } catch (error) {
      refuse(error);
    }
  });
  return (
    <Dialog title={t(found ? "webhooks:edit" : "webhooks:new")} isOpen onClose={onClose}>
      <form onSubmit={(event) => void submit(event)} noValidate className="flex flex-col gap-5">
        <RefusalNotice refusal={refusal} onReload={onClose} />
        <FormText control={form.control} name="name" label={t("webhooks:form.name")} isRequired />
        <FormText control={form.control} name="url" type="url" label={t("webhooks:form.url")} description={t("webhooks:form.urlHint")} isRequired />
        <Kinds value={kinds} onChange={(chosen) => form.setValue("kinds", chosen)} error={errors.kinds?.message ?? errors.kinds?.find?.((error) => error)?.message} />
        <div>
          <FormCheckbox control={form.control} name="with_scores">
            {t("webhooks:form.withScores")}
          </FormCheckbox>
          <p className="mt-1 ml-7.5 text-sm text-ink-faint">{t("webhooks:form.withScoresHint")}</p>
        </div>
        <FormCheckbox control={form.control} name="active">
          {t("webhooks:form.active")}
        </FormCheckbox>
        <Actions className="mt-1">
          <Button onPress={onClose}>{t("ui:cancel")}</Button>
          <Button type="submit" variant="primary" isPending={save.isPending}>
            {t("webhooks:form.save")}
          </Button>
        </Actions>
      </form>
    </Dialog>
  );
}

function Kinds({ value, error, onChange }: { value: readonly string[]; error: string | undefined; onChange: (kinds: string[]) => void }) {
  const { t } = useTranslation("webhooks");
  const turn = (name: string, isChosen: boolean): void => onChange(isChosen ? [...value, name] : value.filter((other) => other !== name));
  return (
    <fieldset aria-describedby={error ? "kinds-error" : undefined}>
      <legend className="mb-2 text-sm font-medium">{t("form.kinds")}</legend>
      <QueryView query={useKinds()}>
        {(known) => (
          <div className="grid gap-2 sm:grid-cols-2">
            {known.map(({ name }) => (
              <Checkbox key={name} isSelected={value.includes(name)} onChange={(isChosen) => turn(name, isChosen)}>
                <code className="text-sm">{name}</code>
              </Checkbox>
            ))}
          </div>
        )}
      </QueryView>
      {error && (
        <p id="kinds-error" role="alert" className="mt-1.5 text-sm font-medium text-bad">
          {error}
        </p>
      )}
    </fieldset>
  );
}
