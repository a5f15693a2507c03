import { zodResolver } from "@hookform/resolvers/zod";
import { useState } from "react";
import { useForm } from "react-hook-form";
import { useTranslation } from "react-i18next";

import type { Required, SignInPolicyOut } from "@/api/generated";
import { z } from "@/lib/z";
import { can } from "@/parts/can";
import { QueryView } from "@/parts/QueryView";
import { RefusalNotice, useRefusal } from "@/parts/refusal";
import { Actions, Button, Card, FormNumber, FormRadio, toast } from "@/ui";

import { useSignInPolicy, useUpdateSignInPolicy } from "../queries";

const WHOM = ["none", "leaders", "everyone"] as const satisfies readonly Required[];
const [SHORTEST, LONGEST] = [8, 32];

/** Of whom a second factor is asked, and how long a new password is. */
export function SignInPolicyCard() {
  const { t } = useTranslation("security");
  const query = useSignInPolicy();
  const [round, setRound] = useState(0);
  const reload = (): void => void query.refetch().then(() => setRound(round + 1));
  return (
    <Card title={t("policy.title")}>
      <QueryView query={query} needsFresh>
        {(policy) => can(policy, "update") && <PolicyForm key={round} policy={policy} onReload={reload} />}
      </QueryView>
    </Card>
  );
}

function PolicyForm({ policy, onReload }: { policy: SignInPolicyOut; onReload: () => void }) {
  const { t } = useTranslation(["security", "ui"]);
  const update = useUpdateSignInPolicy();
  const [version, setVersion] = useState(policy.version);
  const length = z
    .number()
    .int()
    .nullable()
    .refine((value) => value !== null && value >= SHORTEST && value <= LONGEST, t("security:policy.lengthNeeded"));
  const form = useForm({
    resolver: zodResolver(z.object({ second_factor_for: z.enum(WHOM), min_password_length: length })),
    defaultValues: { second_factor_for: policy.second_factor_for, min_password_length: policy.min_password_length },
  });
  const { refusal, refuse, clear } = useRefusal(form);
  const submit = form.handleSubmit((values) => {
    clear();
    const onSuccess = (saved: SignInPolicyOut): void => {
      setVersion(saved.version);
      toast.done(t("security:policy.saved"));
    };
    update.mutate({ ...values, version }, { onSuccess, onError: refuse });
  });
  const options = WHOM.map((id) => ({ id, label: t(`security:policy.whom.${id}`), hint: t(`security:policy.whomHint.${id}`) }));
  return (
    <form onSubmit={(event) => void submit(event)} noValidate className="flex flex-col gap-5">
      <RefusalNotice refusal={refusal} onReload={onReload} />
      <FormRadio control={form.control} name="second_factor_for" label={t("security:policy.factor")} options={options} />
      <FormNumber
        control={form.control}
        name="min_password_length"
        label={t("security:policy.length")}
        description={t("security:policy.lengthHint")}
        minValue={SHORTEST}
        maxValue={LONGEST}
        isRequired
        className="max-w-xs"
      />
      <Actions className="mt-1 justify-start">
        <Button type="submit" variant="primary" isPending={update.isPending}>
          {t("ui:save")}
        </Button>
      </Actions>
    </form>
  );
}
