import { zodResolver } from "@hookform/resolvers/zod";
import { useForm } from "react-hook-form";
import { useTranslation } from "react-i18next";

import type { EnrolmentOut } from "@/api/generated";
import { z } from "@/lib/z";
import { RefusalNotice, useRefusal } from "@/parts/refusal";
import { Actions, Button, FormText } from "@/ui";

import { useConfirmEnrolment } from "../../security-queries";

/** The picture and the letters of the secret, shown once, and the code that proves that they arrived. */
export function EnrolCode({ enrolment, onConfirmed }: { enrolment: EnrolmentOut; onConfirmed: (codes: string[]) => void }) {
  const { t } = useTranslation("security");
  const confirm = useConfirmEnrolment();
  const form = useForm({ resolver: zodResolver(z.object({ code: z.string().trim().min(1, t("enrol.codeNeeded")) })), defaultValues: { code: "" } });
  const { refusal, refuse, clear } = useRefusal(form);
  const submit = form.handleSubmit(({ code }) => {
    clear();
    confirm.mutate(code, { onSuccess: onConfirmed, onError: refuse });
  });
  return (
    <form onSubmit={(event) => void submit(event)} noValidate className="flex flex-col gap-5">
      <p className="text-ink-soft">{t("enrol.scan")}</p>
      <div className="flex flex-wrap items-center gap-5">
        <img src={enrolment.picture} alt={t("enrol.picture")} className="size-44 rounded-md border border-line" />
        <div className="min-w-0 flex-1 basis-40">
          <p className="text-sm text-ink-faint">{t("enrol.byHand")}</p>
          <p className="mt-1 font-mono text-[0.9375rem] break-words">{enrolment.secret.match(/.{1,4}/g)?.join(" ")}</p>
        </div>
      </div>
      <RefusalNotice refusal={refusal} />
      <FormText control={form.control} name="code" label={t("enrol.code")} description={t("enrol.codeHint")} autoComplete="one-time-code" inputMode="numeric" isRequired autoFocus />
      <Actions className="mt-1">
        <Button type="submit" variant="primary" isPending={confirm.isPending}>
          {t("enrol.confirm")}
        </Button>
      </Actions>
    </form>
  );
}
