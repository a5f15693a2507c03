import { zodResolver } from "@hookform/resolvers/zod";
import { useState } from "react";
import { useForm } from "react-hook-form";
import { useTranslation } from "react-i18next";
import { z } from "@/lib/z";

import { showProblem } from "@/api/form-problem";
import { Button, FormPassword, Notice, toast } from "@/ui";

import { useChangePassword } from "../queries";
import { useMinimum } from "../security-queries";

interface Values {
  current_password: string;
  new_password: string;
  again: string;
}

const BLANK: Values = { current_password: "", new_password: "", again: "" };

export function PasswordForm() {
  const { t } = useTranslation("session");
  const change = useChangePassword();
  const minimum = useMinimum();
  const [refusal, setRefusal] = useState<string>();
  const shape = z
    .object({
      current_password: z.string().min(1, t("password.needed")),
      new_password: z.string().min(minimum, t("password.tooShort", { count: minimum })),
      again: z.string(),
    })
    .refine((values) => values.new_password === values.again, { path: ["again"], message: t("password.differs") });
  const form = useForm<Values>({ resolver: zodResolver(shape), defaultValues: BLANK });
  const submit = form.handleSubmit(({ current_password, new_password }) => {
    setRefusal(undefined);
    change.mutate(
      { current_password, new_password },
      {
        onSuccess: () => {
          form.reset(BLANK);
          toast.done(t("password.done"));
        },
        onError: (error) => setRefusal(showProblem(form, error)),
      },
    );
  });
  const look = { control: form.control, showLabel: t("signIn.show"), hideLabelText: t("signIn.hide"), isRequired: true };
  return (
    <form onSubmit={(event) => void submit(event)} noValidate className="flex max-w-sm flex-col gap-5">
      {refusal && <Notice tone="bad">{refusal}</Notice>}
      <FormPassword {...look} name="current_password" label={t("password.current")} autoComplete="current-password" />
      <FormPassword {...look} name="new_password" label={t("password.next")} description={t("password.hint", { count: minimum })} autoComplete="new-password" />
      <FormPassword {...look} name="again" label={t("password.again")} autoComplete="new-password" />
      <Button type="submit" variant="primary" isPending={change.isPending} className="self-start">
        {t("password.submit")}
      </Button>
    </form>
  );
}
