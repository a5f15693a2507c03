import { zodResolver } from "@hookform/resolvers/zod";
import { type SubmitHandler, useForm, useWatch } from "react-hook-form";
import { useTranslation } from "react-i18next";
import { z } from "@/lib/z";

import { RefusalNotice, useRefusal } from "@/parts/refusal";
import { TeamPicker } from "@/parts/PersonPicker";
import { Actions, Button, ButtonLink, FormPassword, FormRadio, FormText } from "@/ui";

import { ROLES, type UserValues } from "../model";

export interface UserFormProps {
  initial: UserValues;
  isNew: boolean;
  onSend: (values: UserValues, refuse: (error: unknown) => void) => void;
  isPending: boolean;
  onReload?: () => void;
}

function useShape(isNew: boolean) {
  const { t } = useTranslation("people");
  const needed = z.string().trim().min(1, t("needed"));
  const password = z.string().refine((text) => text.length >= 8 || (!isNew && text === ""), t("tooShort"));
  return z.object({
    full_name: needed,
    username: needed,
    email: z.string().refine((text) => text.trim() === "" || /^\S+@\S+\.\S+$/.test(text.trim()), t("badEmail")),
    role: z.enum(["admin", "supervisor", "evaluator", "operator"]),
    team_id: z.string(),
    password,
  });
}

export function UserForm({ initial, isNew, onSend, isPending, onReload }: UserFormProps) {
  const { t } = useTranslation(["people", "parts", "session", "ui"]);
  const form = useForm<UserValues>({ resolver: zodResolver(useShape(isNew)), defaultValues: initial });
  const { refusal, refuse, clear } = useRefusal(form);
  const { control } = form;
  const role = useWatch({ control, name: "role" });
  const teamId = useWatch({ control, name: "team_id" });
  const send: SubmitHandler<UserValues> = (values) => {
    clear();
    onSend(values, refuse);
  };
  return (
    <form onSubmit={(event) => void form.handleSubmit(send)(event)} noValidate className="flex flex-col gap-5">
      <RefusalNotice refusal={refusal} {...(onReload ? { onReload } : {})} />
      <div className="grid gap-5 sm:grid-cols-2">
        <FormText control={control} name="full_name" label={t("people:form.fullName")} isRequired autoComplete="off" className="sm:col-span-2" />
        <FormText control={control} name="username" label={t("people:form.username")} description={t("people:form.usernameHint")} isRequired autoComplete="off" spellCheck="false" />
        <FormText control={control} name="email" label={t("people:form.email")} type="email" autoComplete="off" />
      </div>
      <FormRadio
        control={control}
        name="role"
        label={t("people:form.role")}
        options={ROLES.map((id) => ({ id, label: t(`parts:role.${id}`), hint: t(`people:roleHint.${id}`) }))}
      />
      {role === "operator" && (
        <TeamPicker
          label={t("people:form.team")}
          emptyOption={t("people:form.noTeam")}
          value={teamId}
          onChange={(id) => form.setValue("team_id", id, { shouldDirty: true })}
          error={form.formState.errors.team_id?.message}
          className="sm:max-w-sm"
        />
      )}
      <FormPassword
        control={control}
        name="password"
        label={isNew ? t("people:form.password") : t("people:form.newPassword")}
        description={isNew ? t("people:form.passwordHint") : t("people:form.newPasswordHint")}
        isRequired={isNew}
        autoComplete="new-password"
        showLabel={t("session:signIn.show")}
        hideLabelText={t("session:signIn.hide")}
        className="sm:max-w-sm"
      />
      <Actions className="mt-1">
        <ButtonLink to="/users">{t("ui:cancel")}</ButtonLink>
        <Button type="submit" variant="primary" isPending={isPending}>
          {isNew ? t("people:form.create") : t("people:form.save")}
        </Button>
      </Actions>
    </form>
  );
}
