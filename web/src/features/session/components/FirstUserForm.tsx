import { zodResolver } from "@hookform/resolvers/zod";
import { useForm } from "react-hook-form";
import { useTranslation } from "react-i18next";

import { z } from "@/lib/z";
import { RefusalNotice, useRefusal } from "@/parts/refusal";
import { Button, FormPassword, FormText } from "@/ui";

import { useRegisterFirst } from "../queries";

/** Of an installation in which nobody has chosen otherwise yet. */
const SHORTEST = 8;

/** Creates the first administrator of an installation without anybody, and signs in as that person. */
export function FirstUserForm({ onDone, onClosed }: { onDone: () => void; onClosed: () => void }) {
  const { t } = useTranslation("session");
  const register = useRegisterFirst(onClosed);
  const needed = z.string().trim().min(1, t("password.needed"));
  const shape = z
    .object({ full_name: needed, username: needed, password: z.string().min(SHORTEST, t("password.tooShort", { count: SHORTEST })), again: z.string() })
    .refine((values) => values.password === values.again, { path: ["again"], message: t("password.differs") });
  const form = useForm({ resolver: zodResolver(shape), defaultValues: { full_name: "", username: "", password: "", again: "" } });
  const { refusal, refuse, clear } = useRefusal(form);
  const submit = form.handleSubmit(({ full_name, username, password }) => {
    clear();
    register.mutate({ full_name, username, password }, { onSuccess: onDone, onError: refuse });
  });
  const look = { control: form.control, showLabel: t("signIn.show"), hideLabelText: t("signIn.hide"), isRequired: true, autoComplete: "new-password" };
  return (
    <form onSubmit={(event) => void submit(event)} noValidate className="flex flex-col gap-5">
      <RefusalNotice refusal={refusal} />
      <FormText control={form.control} name="full_name" label={t("first.fullName")} autoComplete="name" isRequired autoFocus />
      <FormText control={form.control} name="username" label={t("signIn.username")} autoComplete="username" spellCheck="false" isRequired />
      <FormPassword {...look} name="password" label={t("signIn.password")} description={t("password.hint", { count: SHORTEST })} />
      <FormPassword {...look} name="again" label={t("first.again")} />
      <Button type="submit" variant="primary" isPending={register.isPending} className="mt-1 w-full">
        {t("first.submit")}
      </Button>
    </form>
  );
}
