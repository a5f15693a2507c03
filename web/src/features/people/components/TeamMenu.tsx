import { Archive, ArchiveRestore, Pencil, UsersRound } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import type { TeamOut } from "@/api/generated";
import { problemText, toProblem } from "@/api/problem";
import { can } from "@/parts/can";
import { Confirm, Menu, type MenuEntry, toast } from "@/ui";

import { useTurnTeam } from "../queries";

export function TeamMenu({ team, onEdit }: { team: TeamOut; onEdit: () => void }) {
  const { t } = useTranslation("people");
  const turn = useTurnTeam();
  const [isAsking, setAsking] = useState(false);
  const run = (done: string): void =>
    turn.mutate(team, {
      onSuccess: () => {
        setAsking(false);
        toast.done(done);
      },
      onError: (error) => toast.failed(problemText(toProblem(error))),
    });
  const entries: (MenuEntry | false)[] = [
    { id: "people", label: t("teams.people"), icon: <UsersRound size={16} />, href: `/users?team_id=${team.id}` },
    can(team, "update") && { id: "edit", label: t("teams.edit"), icon: <Pencil size={16} />, onAction: onEdit },
    can(team, "deactivate") && { id: "close", label: t("teams.deactivate"), icon: <Archive size={16} />, isDangerous: true, onAction: () => setAsking(true) },
    can(team, "reactivate") && { id: "open", label: t("teams.reactivate"), icon: <ArchiveRestore size={16} />, onAction: () => run(t("teams.reactivated")) },
  ];
  return (
    <>
      <Menu label={t("teams.actions", { name: team.name })} entries={entries.filter((entry) => entry !== false)} />
      <Confirm
        title={t("teams.deactivateTitle", { name: team.name })}
        text={t("teams.deactivateText")}
        confirmLabel={t("teams.deactivate")}
        isOpen={isAsking}
        isPending={turn.isPending}
        isDangerous
        onConfirm={() => run(t("teams.deactivated"))}
        onClose={() => setAsking(false)}
      />
    </>
  );
}
