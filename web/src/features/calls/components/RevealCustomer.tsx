import { zodResolver } from "@hookform/resolvers/zod";
import { Eye } from "lucide-react";
import { useState } from "react";
import { useForm } from "react-hook-form";
import { useTranslation } from "react-i18next";

import type { RevealedOut } from "@/api/generated";
import { z } from "@/lib/z";
import { RefusalNotice, useRefusal } from "@/parts/refusal";
import { Actions, Button, Dialog, FormText, toast } from "@/ui";

import { useReveal } from "../queries";

export interface RevealCustomerProps {
  callId: string;
  onShown: (revealed: RevealedOut) => void;
}

/** Shows what is masked of a call, once its reason is said; the server keeps both on record. */
export function RevealCustomer({ callId, onShown }: RevealCustomerProps) {
  const { t } = useTranslation(["privacy", "ui"]);
  const [isAsking, setAsking] = useState(false);
  return (
    <>
      <Button size="sm" icon={<Eye size={15} />} onPress={() => setAsking(true)}>
        {t("privacy:reveal.button")}
      </Button>
      {isAsking && <Asking callId={callId} onShown={onShown} onClose={() => setAsking(false)} />}
    </>
  );
}

function Asking({ callId, onShown, onClose }: RevealCustomerProps & { onClose: () => void }) {
  const { t } = useTranslation(["privacy", "ui"]);
  const reveal = useReveal(callId);
  const form = useForm({
    resolver: zodResolver(z.object({ reason: z.string().trim().min(3, t("privacy:reveal.reasonNeeded")) })),
    defaultValues: { reason: "" },
  });
  const { refusal, refuse, clear } = useRefusal(form);
  const submit = form.handleSubmit(({ reason }) => {
    clear();
    reveal.mutate(reason, {
      onSuccess: (revealed) => {
        onShown(revealed);
        toast.done(t("privacy:reveal.shown"));
        onClose();
      },
      onError: refuse,
    });
  });
  return (
    <Dialog title={t("privacy:reveal.title")} isOpen onClose={onClose} size="sm">
      <form onSubmit={(event) => void submit(event)} noValidate className="flex flex-col gap-5">
        <p className="text-ink-soft">{t("privacy:reveal.text")}</p>
        <RefusalNotice refusal={refusal} />
        <FormText control={form.control} name="reason" label={t("privacy:reveal.reason")} maxLength={300} isRequired autoFocus />
        <Actions className="mt-1">
          <Button onPress={onClose}>{t("ui:cancel")}</Button>
          <Button type="submit" variant="primary" isPending={reveal.isPending}>
            {t("privacy:reveal.show")}
          </Button>
        </Actions>
      </form>
    </Dialog>
  );
}
