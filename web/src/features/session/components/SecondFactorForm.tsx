import { zodResolver } from "@hookform/resolvers/zod";
import { useState } from "react";
import { useForm } from "react-hook-form";
import { useTranslation } from "react-i18next";

import { toProblem } from "@/api/problem";
import { z } from "@/lib/z";
import { RefusalNotice, useRefusal } from "@/parts/refusal";
import { Button, FormText } from "@/ui";

import { useFinishSignIn } from "../queries";

export interface SecondFactorFormProps {
  challenge: string;
  onDone: () => void;
  /** The challenge is over: back to the password. */
  onOver: (isExpired: boolean) => void;
}

/** The second half of signing in: what the authenticator shows, or a recovery code. */
export function SecondFactorForm({ challenge, onDone, onOver }: SecondFactorFormProps) {
  const { t } = useTranslation(["security", "session"]);
  const finish = useFinishSignIn();
  const [isRecovery, setRecovery] = useState(false);
  const form = useForm({ resolver: zodResolver(z.object({ code: z.string().trim().min(1, t("session:password.needed")) })), defaultValues: { code: "" } });
  const { refusal, refuse, clear } = useRefusal(form);
  const submit = form.handleSubmit(({ code }) => {
    clear();
    finish.mutate(
      { challenge, code, isRecovery },
      { onSuccess: onDone, onError: (error) => (toProblem(error).slug === "challenge-over" ? onOver(true) : refuse(error)) },
    );
  });
  const turn = (): void => {
    setRecovery(!isRecovery);
    form.reset();
    clear();
  };
  return (
    <form key={String(isRecovery)} onSubmit={(event) => void submit(event)} noValidate className="flex flex-col gap-5">
      <RefusalNotice refusal={refusal} />
      <FormText
        control={form.control}
        name="code"
        label={t(isRecovery ? "security:enter.recovery" : "security:enter.code")}
        description={t(isRecovery ? "security:enter.recoveryHint" : "security:enter.codeHint")}
        autoComplete={isRecovery ? "off" : "one-time-code"}
        inputMode={isRecovery ? "text" : "numeric"}
        spellCheck="false"
        autoFocus
      />
      <Button type="submit" variant="primary" isPending={finish.isPending} className="w-full">
        {t("security:enter.submit")}
      </Button>
      <div className="flex flex-wrap justify-between gap-2">
        <Button size="sm" variant="quiet" onPress={turn}>
          {t(isRecovery ? "security:enter.useCode" : "security:enter.useRecovery")}
        </Button>
        <Button size="sm" variant="quiet" onPress={() => onOver(false)}>
          {t("security:enter.back")}
        </Button>
      </div>
    </form>
  );
}
