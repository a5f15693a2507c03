import { Plus } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import type { TeamOut } from "@/api/generated";
import { useListState } from "@/lib/url-state";
import { ExportMenu } from "@/parts/ExportMenu";
import { ListView } from "@/parts/ListView";
import { usePerson } from "@/parts/people";
import { PersonName } from "@/parts/PersonName";
import { useHasRole } from "@/parts/session";
import { ActivePill } from "@/parts/StatusPill";
import { Button, type Column, PageHeader } from "@/ui";

import { TeamDialog } from "../components/TeamDialog";
import { TeamActions } from "../components/TeamActions";
import { useTeamList } from "../queries";

const FILTERS = [] as const;

function Supervisor({ id }: { id: string | null }) {
  const { t } = useTranslation("people");
  const { data } = usePerson(id ?? "");
  if (!id) return <span className="text-ink-faint">{t("teams.nobody")}</span>;
  return data ? <PersonName name={data.full_name} /> : null;
}

export default function TeamsPage() {
  const { t } = useTranslation(["people", "ui"]);
  const state = useListState<never>(FILTERS);
  const query = useTeamList(state.cursor ? { cursor: state.cursor } : {});
  const mayCreate = useHasRole("admin");
  const [edited, setEdited] = useState<TeamOut | "new">();
  const columns: Column<TeamOut>[] = [
    { id: "name", header: t("people:teams.name"), isPrimary: true, cell: (team) => <span className="font-semibold">{team.name}</span> },
    { id: "supervisor", header: t("people:teams.supervisor"), cell: (team) => <Supervisor id={team.supervisor_id} /> },
    { id: "status", header: t("people:teams.status"), cell: (team) => <ActivePill isActive={team.active} /> },
    { id: "actions", header: t("ui:actions"), isAction: true, cell: (team) => <TeamActions team={team} onEdit={() => setEdited(team)} /> },
  ];
  const create = mayCreate && (
    <Button variant="primary" icon={<Plus size={17} />} onPress={() => setEdited("new")}>
      {t("people:teams.new")}
    </Button>
  );
  return (
    <>
      <PageHeader title={t("people:teams.title")} lead={t("people:teams.lead")} actions={<><ExportMenu list="teams" query={{}} />{create}</>} />
      <ListView
        query={query}
        state={state}
        caption={t("people:teams.table")}
        columns={columns}
        rowKey={(team) => team.id}
        nothing={{ title: t("people:teams.empty"), hint: t("people:teams.emptyHint"), action: create }}
      />
      {edited && <TeamDialog team={edited === "new" ? undefined : edited} onClose={() => setEdited(undefined)} />}
    </>
  );
}
