import { zodResolver } from "@hookform/resolvers/zod";
import { useForm, useWatch } from "react-hook-form";
import { useTranslation } from "react-i18next";

import type { PolicyOut } from "@/api/generated";
import { z } from "@/lib/z";
import { useTeams } from "@/parts/people";
import { RefusalNotice, useRefusal } from "@/parts/refusal";
import { Actions, Button, Dialog, FormCheckbox, FormNumber, FormSelect, toast } from "@/ui";

import { useRemovePolicy, useSavePolicy } from "../queries";

export interface PolicyDialogProps {
  /** The policy to change; a new one of a team when left out. */
  policy?: PolicyOut | undefined;
  /** Teams that have a policy of their own already. */
  taken: readonly string[];
  onClose: () => void;
}

interface Values {
  team_id: string;
  regulated: boolean;
  recording_days: number | null;
  record_years: number | null;
}

function usePolicyForm(policy: PolicyOut | undefined) {
  const { t } = useTranslation("privacy");
  const isOfTeam = policy === undefined;
  const shape = z.looseObject({ team_id: z.string().refine((id) => !isOfTeam || id !== "", t("policy.teamNeeded")) });
  return useForm<Values>({
    resolver: zodResolver(shape) as never,
    defaultValues: {
      team_id: policy?.team_id ?? "",
      regulated: policy?.regulated ?? true,
      recording_days: policy?.recording_days ?? null,
      record_years: policy?.record_years ?? null,
    },
  });
}

export function PolicyDialog({ policy, taken, onClose }: PolicyDialogProps) {
  const { t } = useTranslation(["privacy", "ui"]);
  const save = useSavePolicy();
  const remove = useRemovePolicy();
  const form = usePolicyForm(policy);
  const teams = (useTeams().data ?? []).filter(({ id, active }) => active && !taken.includes(id));
  const regulated = useWatch({ control: form.control, name: "regulated" });
  const { refusal, refuse, clear } = useRefusal(form);
  const finish = (sentence: string): void => {
    toast.done(sentence);
    onClose();
  };
  const submit = form.handleSubmit(({ team_id, ...rest }) => {
    clear();
    const body = { ...rest, version: policy?.version ?? null };
    save.mutate({ teamId: team_id || null, body }, { onSuccess: () => finish(t("privacy:policy.saved")), onError: refuse });
  });
  return (
    <Dialog title={policy ? t("privacy:policy.editTitle") : t("privacy:policy.newTitle")} isOpen onClose={onClose}>
      <form onSubmit={(event) => void submit(event)} noValidate className="flex flex-col gap-5">
        <RefusalNotice refusal={refusal} />
        {policy ? (
          <p className="font-medium">{policy.team_name ?? t("privacy:policy.all")}</p>
        ) : (
          <FormSelect control={form.control} name="team_id" label={t("privacy:policy.team")} options={teams.map(({ id, name }) => ({ id, label: name }))} isRequired />
        )}
        <FormCheckbox control={form.control} name="regulated">
          {t("privacy:policy.regulatedLabel")}
        </FormCheckbox>
        {regulated && <p className="-mt-3 text-sm text-ink-soft">{t("privacy:policy.regulatedHint")}</p>}
        <FormNumber control={form.control} name="recording_days" label={t("privacy:policy.recordingDays")} description={t("privacy:policy.emptyHint")} minValue={1} maxValue={36500} className="max-w-xs" />
        <FormNumber control={form.control} name="record_years" label={t("privacy:policy.recordYears")} description={t("privacy:policy.emptyHint")} minValue={1} maxValue={100} className="max-w-xs" />
        <Actions className="mt-1">
          {policy?.team_id && (
            <Button isPending={remove.isPending} onPress={() => remove.mutate(policy.team_id ?? "", { onSuccess: () => finish(t("privacy:policy.removed")), onError: refuse })}>
              {t("privacy:policy.remove")}
            </Button>
          )}
          <Button onPress={onClose}>{t("ui:cancel")}</Button>
          <Button type="submit" variant="primary" isPending={save.isPending}>
            {t("ui:save")}
          </Button>
        </Actions>
      </form>
    </Dialog>
  );
}
