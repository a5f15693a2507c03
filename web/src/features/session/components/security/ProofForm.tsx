import { zodResolver } from "@hookform/resolvers/zod";
import { useForm } from "react-hook-form";
import { useTranslation } from "react-i18next";

import { z } from "@/lib/z";
import { RefusalNotice, useRefusal } from "@/parts/refusal";
import { Actions, Button, FormCheckbox, FormPassword, FormText } from "@/ui";

import type { Proof } from "../../security-queries";

export interface ProofFormProps {
  lead: string;
  submitLabel: string;
  isDangerous?: boolean;
  isPending: boolean;
  onSend: (proof: Proof, refuse: (error: unknown) => void) => void;
  onClose: () => void;
}

/** The password and a code: what it takes to change a second factor. */
export function ProofForm({ lead, submitLabel, isDangerous = false, isPending, onSend, onClose }: ProofFormProps) {
  const { t } = useTranslation(["security", "session", "ui"]);
  const needed = z.string().trim().min(1, t("session:password.needed"));
  const form = useForm({
    resolver: zodResolver(z.object({ password: z.string().min(1, t("session:password.needed")), code: needed, isRecovery: z.boolean() })),
    defaultValues: { password: "", code: "", isRecovery: false },
  });
  const { refusal, refuse, clear } = useRefusal(form);
  const submit = form.handleSubmit((proof) => {
    clear();
    onSend(proof, refuse);
  });
  const look = { control: form.control, isRequired: true, showLabel: t("session:signIn.show"), hideLabelText: t("session:signIn.hide") };
  return (
    <form onSubmit={(event) => void submit(event)} noValidate className="flex flex-col gap-5">
      <p className="text-ink-soft">{lead}</p>
      <RefusalNotice refusal={refusal} />
      <FormPassword {...look} name="password" label={t("session:password.current")} autoComplete="current-password" autoFocus />
      <FormText control={form.control} name="code" label={t("security:enter.code")} autoComplete="one-time-code" spellCheck="false" isRequired />
      <FormCheckbox control={form.control} name="isRecovery">
        {t("security:proof.isRecovery")}
      </FormCheckbox>
      <Actions className="mt-1">
        <Button onPress={onClose}>{t("ui:cancel")}</Button>
        <Button type="submit" variant={isDangerous ? "danger" : "primary"} isPending={isPending}>
          {submitLabel}
        </Button>
      </Actions>
    </form>
  );
}
