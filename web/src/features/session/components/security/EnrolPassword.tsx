import { zodResolver } from "@hookform/resolvers/zod";
import { useForm } from "react-hook-form";
import { useTranslation } from "react-i18next";

import type { EnrolmentOut } from "@/api/generated";
import { z } from "@/lib/z";
import { RefusalNotice, useRefusal } from "@/parts/refusal";
import { Actions, Button, FormPassword } from "@/ui";

import { useBeginEnrolment } from "../../security-queries";

export function EnrolPassword({ onBegun }: { onBegun: (enrolment: EnrolmentOut) => void }) {
  const { t } = useTranslation(["security", "session"]);
  const begin = useBeginEnrolment();
  const form = useForm({ resolver: zodResolver(z.object({ password: z.string().min(1, t("session:password.needed")) })), defaultValues: { password: "" } });
  const { refusal, refuse, clear } = useRefusal(form);
  const submit = form.handleSubmit(({ password }) => {
    clear();
    begin.mutate(password, { onSuccess: onBegun, onError: refuse });
  });
  return (
    <form onSubmit={(event) => void submit(event)} noValidate className="flex flex-col gap-5">
      <p className="text-ink-soft">{t("security:enrol.lead")}</p>
      <RefusalNotice refusal={refusal} />
      <FormPassword
        control={form.control}
        name="password"
        label={t("session:password.current")}
        autoComplete="current-password"
        showLabel={t("session:signIn.show")}
        hideLabelText={t("session:signIn.hide")}
        isRequired
        autoFocus
      />
      <Actions className="mt-1">
        <Button type="submit" variant="primary" isPending={begin.isPending}>
          {t("security:enrol.next")}
        </Button>
      </Actions>
    </form>
  );
}
