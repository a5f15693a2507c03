import { zodResolver } from "@hookform/resolvers/zod";
import { useForm, useWatch } from "react-hook-form";
import { useTranslation } from "react-i18next";

import { z } from "@/lib/z";
import { useTeams } from "@/parts/people";
import { RefusalNotice, useRefusal } from "@/parts/refusal";
import { Actions, Button, Dialog, FormRadio, FormSelect, FormText, toast } from "@/ui";

import { findCall, usePlaceHold } from "../queries";

interface Values {
  what: "call" | "team";
  protocol: string;
  team_id: string;
  reason: string;
}

function useHoldForm() {
  const { t } = useTranslation("privacy");
  const shape = z
    .object({ what: z.enum(["call", "team"]), protocol: z.string(), team_id: z.string(), reason: z.string().trim().min(3, t("hold.reasonNeeded")) })
    .refine(({ what, protocol }) => what === "team" || protocol.trim() !== "", { path: ["protocol"], message: t("hold.callNeeded") })
    .refine(({ what, team_id }) => what === "call" || team_id !== "", { path: ["team_id"], message: t("policy.teamNeeded") });
  return useForm<Values>({ resolver: zodResolver(shape) as never, defaultValues: { what: "call", protocol: "", team_id: "", reason: "" } });
}

export function HoldDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation(["privacy", "ui"]);
  const place = usePlaceHold();
  const form = useHoldForm();
  const what = useWatch({ control: form.control, name: "what" });
  const teams = useTeams().data ?? [];
  const { refusal, refuse, clear } = useRefusal(form);
  const submit = form.handleSubmit(async ({ protocol, team_id, reason }) => {
    clear();
    try {
      const call_id = what === "call" ? await findCall(protocol) : null;
      if (call_id === undefined) return form.setError("protocol", { message: t("privacy:hold.callUnknown") });
      await place.mutateAsync({ call_id, team_id: what === "team" ? team_id : null, reason });
      toast.done(t("privacy:hold.placed"));
      onClose();
    } catch (error) {
      refuse(error);
    }
  });
  return (
    <Dialog title={t("privacy:hold.newTitle")} isOpen onClose={onClose}>
      <form onSubmit={(event) => void submit(event)} noValidate className="flex flex-col gap-5">
        <RefusalNotice refusal={refusal} />
        <FormRadio
          control={form.control}
          name="what"
          label={t("privacy:hold.what")}
          options={[
            { id: "call", label: t("privacy:hold.call") },
            { id: "team", label: t("privacy:hold.team") },
          ]}
        />
        {what === "call" ? (
          <FormText control={form.control} name="protocol" label={t("privacy:hold.callId")} isRequired />
        ) : (
          <FormSelect control={form.control} name="team_id" label={t("privacy:hold.teamLabel")} options={teams.map(({ id, name }) => ({ id, label: name }))} isRequired />
        )}
        <FormText control={form.control} name="reason" label={t("privacy:hold.reason")} rows={3} maxLength={500} isRequired />
        <Actions className="mt-1">
          <Button onPress={onClose}>{t("ui:cancel")}</Button>
          <Button type="submit" variant="primary" isPending={place.isPending}>
            {t("privacy:hold.new")}
          </Button>
        </Actions>
      </form>
    </Dialog>
  );
}
