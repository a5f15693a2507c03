import { Pause, Pencil, Play, Trash2 } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import type { ScheduleOut } from "@/api/generated";
import { problemText, toProblem } from "@/api/problem";
import { can } from "@/parts/can";
import { Confirm, Menu, type MenuEntry, toast } from "@/ui";

import { useDeleteSchedule, useTurnSchedule } from "../schedules";
import { ScheduleDialog } from "./ScheduleDialog";

/** What may be done with one report by e-mail. */
export function ScheduleMenu({ found }: { found: ScheduleOut }) {
  const { t } = useTranslation("reports");
  const turn = useTurnSchedule();
  const remove = useDeleteSchedule();
  const [isAsking, setAsking] = useState(false);
  const [isChanging, setChanging] = useState(false);
  const onError = (error: unknown): unknown => toast.failed(problemText(toProblem(error)));
  const onTurn = (): void => turn.mutate(found, { onSuccess: () => toast.done(t(found.paused ? "schedules.resumedDone" : "schedules.pausedDone")), onError });
  const onDelete = (): void => remove.mutate(found.id, { onSuccess: () => toast.done(t("schedules.deletedDone")), onError });
  const entries: (MenuEntry | false)[] = [
    can(found, "update") && { id: "edit", label: t("schedules.edit"), icon: <Pencil size={16} />, onAction: () => setChanging(true) },
    can(found, "update") && {
      id: "turn",
      label: t(found.paused ? "schedules.resume" : "schedules.pause"),
      icon: found.paused ? <Play size={16} /> : <Pause size={16} />,
      onAction: onTurn,
    },
    can(found, "delete") && { id: "delete", label: t("schedules.delete"), icon: <Trash2 size={16} />, isDangerous: true, onAction: () => setAsking(true) },
  ];
  return (
    <>
      <Menu label={t("schedules.actionsOf", { about: found.about })} entries={entries.filter((entry) => entry !== false)} />
      {isChanging && <ScheduleDialog found={found} onClose={() => setChanging(false)} />}
      <Confirm
        title={t("schedules.deleteTitle", { about: found.about })}
        text={t("schedules.deleteText")}
        confirmLabel={t("schedules.delete")}
        isOpen={isAsking}
        isDangerous
        isPending={remove.isPending}
        onConfirm={onDelete}
        onClose={() => setAsking(false)}
      />
    </>
  );
}
