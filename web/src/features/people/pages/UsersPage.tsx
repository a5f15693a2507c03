import { UserRoundPlus } from "lucide-react";
import { useTranslation } from "react-i18next";

import type { Role, UserOut } from "@/api/generated";
import { useListState } from "@/lib/url-state";
import { ExportMenu } from "@/parts/ExportMenu";
import { ListView } from "@/parts/ListView";
import { useTeamName } from "@/parts/people";
import { PersonName } from "@/parts/PersonName";
import { useHasRole } from "@/parts/session";
import { ActivePill } from "@/parts/StatusPill";
import { ButtonLink, type Column, PageHeader } from "@/ui";

import { USER_FILTERS, UserFilters } from "../components/UserFilters";
import { useUserList } from "../queries";

function useColumns(): Column<UserOut>[] {
  const { t } = useTranslation(["people", "parts"]);
  const teamName = useTeamName();
  return [
    { id: "name", header: t("people:column.name"), isPrimary: true, cell: (user) => <PersonName name={user.full_name} hint={user.username} /> },
    { id: "role", header: t("people:column.role"), cell: (user) => t(`parts:role.${user.role}`) },
    { id: "team", header: t("people:column.team"), cell: (user) => teamName(user.team_id) || "—" },
    { id: "email", header: t("people:column.email"), isExtra: true, cell: (user) => <span className="break-all">{user.email ?? "—"}</span> },
    { id: "status", header: t("people:column.status"), cell: (user) => <ActivePill isActive={user.active} /> },
  ];
}

export default function UsersPage() {
  const { t } = useTranslation("people");
  const state = useListState(USER_FILTERS);
  const { q, role, team_id, active } = state.filters;
  const wanted = {
    ...(q ? { q } : {}),
    ...(role ? { role: role as Role } : {}),
    ...(team_id ? { team_id } : {}),
    ...(active ? { active: active === "true" } : {}),
    ...(state.cursor ? { cursor: state.cursor } : {}),
  };
  const query = useUserList(wanted);
  const mayCreate = useHasRole("admin");
  const create = mayCreate && (
    <ButtonLink to="/users/new" variant="primary" icon={<UserRoundPlus size={17} />}>
      {t("new")}
    </ButtonLink>
  );
  return (
    <>
      <PageHeader title={t("title")} lead={t("lead")} actions={<><ExportMenu list="users" query={wanted} />{create}</>} />
      <UserFilters state={state} />
      <ListView
        query={query}
        state={state}
        caption={t("table")}
        columns={useColumns()}
        rowKey={(user) => user.id}
        rowHref={(user) => `/users/${user.id}`}
        nothing={{ title: t("empty.title"), hint: t("empty.hint"), action: create }}
      />
    </>
  );
}
