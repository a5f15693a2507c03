import { zodResolver } from "@hookform/resolvers/zod";
import { useForm, useWatch } from "react-hook-form";
import { useTranslation } from "react-i18next";

import type { RequestKind } from "@/api/generated";
import { z } from "@/lib/z";
import { PersonPicker } from "@/parts/PersonPicker";
import { RefusalNotice, useRefusal } from "@/parts/refusal";
import { Actions, Button, Dialog, FormDate, FormSelect, FormText, toast } from "@/ui";

import { useRegisterRequest } from "../queries";

const KINDS: readonly RequestKind[] = ["access", "correction", "deletion", "information", "objection", "review"];

interface Values {
  kind: RequestKind;
  subject_name: string;
  user_id: string;
  details: string;
  received_on: string;
}

export function RequestDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation(["privacy", "ui"]);
  const register = useRegisterRequest();
  const form = useForm<Values>({
    resolver: zodResolver(z.looseObject({ subject_name: z.string().trim().min(1, t("privacy:request.needed")) })) as never,
    defaultValues: { kind: "access", subject_name: "", user_id: "", details: "", received_on: "" },
  });
  const user = useWatch({ control: form.control, name: "user_id" });
  const { refusal, refuse, clear } = useRefusal(form);
  const submit = form.handleSubmit(({ user_id, received_on, ...rest }) => {
    clear();
    register.mutate(
      { ...rest, user_id: user_id || null, received_on: received_on || null },
      {
        onSuccess: () => {
          toast.done(t("privacy:request.registered"));
          onClose();
        },
        onError: refuse,
      },
    );
  });
  return (
    <Dialog title={t("privacy:request.newTitle")} isOpen onClose={onClose}>
      <form onSubmit={(event) => void submit(event)} noValidate className="flex flex-col gap-5">
        <RefusalNotice refusal={refusal} />
        <FormText control={form.control} name="subject_name" label={t("privacy:request.who")} maxLength={160} isRequired autoFocus />
        <FormSelect control={form.control} name="kind" label={t("privacy:request.kindLabel")} options={KINDS.map((id) => ({ id, label: t(`privacy:request.kind.${id}`) }))} isRequired />
        <PersonPicker
          label={t("privacy:request.user")}
          description={t("privacy:request.userHint")}
          value={user}
          onChange={(id) => form.setValue("user_id", id, { shouldDirty: true })}
          error={form.formState.errors.user_id?.message}
        />
        <FormDate control={form.control} name="received_on" label={t("privacy:request.receivedOn")} description={t("privacy:request.receivedHint")} />
        <FormText control={form.control} name="details" label={t("privacy:request.details")} rows={4} maxLength={10000} />
        <Actions className="mt-1">
          <Button onPress={onClose}>{t("ui:cancel")}</Button>
          <Button type="submit" variant="primary" isPending={register.isPending}>
            {t("privacy:request.new")}
          </Button>
        </Actions>
      </form>
    </Dialog>
  );
}
