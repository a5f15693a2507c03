import { zodResolver } from "@hookform/resolvers/zod";
import { useForm, useWatch } from "react-hook-form";
import { useTranslation } from "react-i18next";
import { z } from "@/lib/z";

import type { TeamBody, TeamOut } from "@/api/generated";
import { PersonPicker } from "@/parts/PersonPicker";
import { RefusalNotice, useRefusal } from "@/parts/refusal";
import { Actions, Button, Dialog, FormText, toast } from "@/ui";

import { useCreateTeam, useUpdateTeam } from "../queries";

interface Values {
  name: string;
  supervisor_id: string;
}

export interface TeamDialogProps {
  /** The team to edit; a new one when left out. */
  team?: TeamOut | undefined;
  onClose: () => void;
}

function useSend(team: TeamOut | undefined) {
  const create = useCreateTeam();
  const update = useUpdateTeam();
  return {
    isPending: create.isPending || update.isPending,
    send: (body: TeamBody): Promise<unknown> =>
      team ? update.mutateAsync({ id: team.id, body: { ...body, version: team.version } }) : create.mutateAsync(body),
  };
}

export function TeamDialog({ team, onClose }: TeamDialogProps) {
  const { t } = useTranslation(["people", "ui"]);
  const { send, isPending } = useSend(team);
  const form = useForm<Values>({
    resolver: zodResolver(z.object({ name: z.string().trim().min(1, t("people:needed")), supervisor_id: z.string() })),
    defaultValues: { name: team?.name ?? "", supervisor_id: team?.supervisor_id ?? "" },
  });
  const supervisor = useWatch({ control: form.control, name: "supervisor_id" });
  const { refusal, refuse, clear } = useRefusal(form);
  const submit = form.handleSubmit(async ({ name, supervisor_id }) => {
    clear();
    try {
      await send({ name, supervisor_id: supervisor_id || null });
      toast.done(team ? t("people:teams.saved") : t("people:teams.created"));
      onClose();
    } catch (error) {
      refuse(error);
    }
  });
  return (
    <Dialog title={team ? t("people:teams.edit") : t("people:teams.new")} isOpen onClose={onClose}>
      <form onSubmit={(event) => void submit(event)} noValidate className="flex flex-col gap-5">
        <RefusalNotice refusal={refusal} />
        <FormText control={form.control} name="name" label={t("people:teams.name")} isRequired autoFocus />
        <PersonPicker
          among="supervisor"
          label={t("people:teams.supervisor")}
          value={supervisor}
          onChange={(id) => form.setValue("supervisor_id", id, { shouldDirty: true })}
          error={form.formState.errors.supervisor_id?.message}
        />
        <Actions className="mt-1">
          <Button onPress={onClose}>{t("ui:cancel")}</Button>
          <Button type="submit" variant="primary" isPending={isPending}>
            {team ? t("ui:save") : t("people:teams.create")}
          </Button>
        </Actions>
      </form>
    </Dialog>
  );
}
