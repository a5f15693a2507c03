import { zodResolver } from "@hookform/resolvers/zod";
import { useState } from "react";
import { useForm } from "react-hook-form";
import { useTranslation } from "react-i18next";
import { z } from "@/lib/z";

import { showProblem } from "@/api/form-problem";
import { toProblem } from "@/api/problem";
import { Button, FormPassword, FormText, Notice } from "@/ui";

import { type Credentials, useSignIn } from "../queries";

export interface SignInFormProps {
  onDone: () => void;
  /** The password was right, and a second factor is owed. */
  onChallenge: (challenge: string) => void;
}

export function SignInForm({ onDone, onChallenge }: SignInFormProps) {
  const { t } = useTranslation("session");
  const signIn = useSignIn();
  const [refusal, setRefusal] = useState<string>();
  const needed = z.string().min(1, t("password.needed"));
  const form = useForm<Credentials>({
    resolver: zodResolver(z.object({ username: needed, password: needed })),
    defaultValues: { username: "", password: "" },
  });
  const submit = form.handleSubmit((credentials) => {
    setRefusal(undefined);
    signIn.mutate(
      { ...credentials, username: credentials.username.trim() },
      {
        onSuccess: (challenge) => (challenge === undefined ? onDone() : onChallenge(challenge)),
        onError: (error) => setRefusal(toProblem(error).status === 401 ? t("signIn.failed") : showProblem(form, error)),
      },
    );
  });
  return (
    <form onSubmit={(event) => void submit(event)} noValidate className="flex flex-col gap-5">
      {refusal && <Notice tone="bad">{refusal}</Notice>}
      <FormText control={form.control} name="username" label={t("signIn.username")} autoComplete="username" autoFocus spellCheck="false" />
      <FormPassword
        control={form.control}
        name="password"
        label={t("signIn.password")}
        autoComplete="current-password"
        showLabel={t("signIn.show")}
        hideLabelText={t("signIn.hide")}
      />
      <Button type="submit" variant="primary" isPending={signIn.isPending} className="mt-1 w-full">
        {signIn.isPending ? t("signIn.submitting") : t("signIn.submit")}
      </Button>
    </form>
  );
}
