import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate, useParams } from "react-router";

import type { UserOut } from "@/api/generated";
import { can } from "@/parts/can";
import { useTeamName } from "@/parts/people";
import { PrintButton } from "@/parts/PrintButton";
import { QueryView } from "@/parts/QueryView";
import { ActivePill } from "@/parts/StatusPill";
import { Card, Fact, Facts, PageHeader, toast } from "@/ui";

import { SecurityCard } from "../components/SecurityCard";
import { TurnUser } from "../components/TurnUser";
import { UserForm } from "../components/UserForm";
import { toUpdate, valuesOf } from "../model";
import { useUpdateUser, useUser } from "../queries";

export default function UserPage() {
  const { id = "" } = useParams();
  const query = useUser(id);
  const [round, setRound] = useState(0);
  const reload = (): void => void query.refetch().then(() => setRound(round + 1));
  return (
    <div className="max-w-3xl">
      <QueryView query={query} needsFresh>{(user) => <UserView key={`${user.id} ${user.active} ${round}`} user={user} onReload={reload} />}</QueryView>
    </div>
  );
}

function UserView({ user, onReload }: { user: UserOut; onReload: () => void }) {
  const { t } = useTranslation("people");
  return (
    <>
      <PageHeader
        title={user.full_name}
        back={{ to: "/users", label: t("title") }}
        marks={<ActivePill isActive={user.active} />}
        actions={
          <>
            {can(user, "print") && <PrintButton kind="month" address={`/api/users/${user.id}/report.pdf`} />}
            <TurnUser user={user} />
          </>
        }
      />
      {can(user, "update") ? <UserEditor user={user} onReload={onReload} /> : <UserFacts user={user} />}
      {can(user, "update") && <SecurityCard user={user} />}
    </>
  );
}

function UserEditor({ user, onReload }: { user: UserOut; onReload: () => void }) {
  const { t } = useTranslation("people");
  const navigate = useNavigate();
  const update = useUpdateUser(user.id);
  // What was on the server when the form opened: a refetch must not touch what is being typed.
  const [opened] = useState(user);
  return (
    <Card>
      <UserForm
        isNew={false}
        initial={valuesOf(opened)}
        isPending={update.isPending}
        onReload={onReload}
        onSend={(values, refuse) =>
          update.mutate(toUpdate(values, opened.version), {
            onSuccess: () => {
              toast.done(t("saved"));
              void navigate("/users");
            },
            onError: refuse,
          })
        }
      />
    </Card>
  );
}

function UserFacts({ user }: { user: UserOut }) {
  const { t } = useTranslation(["people", "parts"]);
  const teamName = useTeamName();
  return (
    <Card>
      <Facts>
        <Fact name={t("people:form.username")}>{user.username}</Fact>
        <Fact name={t("people:form.role")}>{t(`parts:role.${user.role}`)}</Fact>
        <Fact name={t("people:form.team")}>{teamName(user.team_id) || "—"}</Fact>
        <Fact name={t("people:form.email")}>{user.email ?? "—"}</Fact>
      </Facts>
    </Card>
  );
}
