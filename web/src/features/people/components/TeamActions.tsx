import type { TeamOut } from "@/api/generated";
import { can } from "@/parts/can";
import { PrintButton } from "@/parts/PrintButton";

import { TeamMenu } from "./TeamMenu";

/** What may be done with a team of the list: its month as a PDF, and the rest in a menu. */
export function TeamActions({ team, onEdit }: { team: TeamOut; onEdit: () => void }) {
  return (
    <span className="flex items-center justify-end gap-1">
      {can(team, "print") && <PrintButton kind="month" address={`/api/teams/${team.id}/report.pdf`} />}
      <TeamMenu team={team} onEdit={onEdit} />
    </span>
  );
}
