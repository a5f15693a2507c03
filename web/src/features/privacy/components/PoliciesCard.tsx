import { Plus } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import type { PolicyOut } from "@/api/generated";
import { can } from "@/parts/can";
import { QueryView } from "@/parts/QueryView";
import { Button, Card, type Column, DataTable } from "@/ui";

import { PolicyDialog } from "./PolicyDialog";

import { usePolicies } from "../queries";

function useColumns(onEdit: (policy: PolicyOut) => void): Column<PolicyOut>[] {
  const { t } = useTranslation(["privacy", "ui"]);
  return [
    { id: "team", header: t("privacy:policy.team"), isPrimary: true, cell: (policy) => policy.team_name ?? t("privacy:policy.all") },
    {
      id: "recordings",
      header: t("privacy:policy.recordings"),
      cell: ({ recording_days }) => (recording_days === null ? t("privacy:policy.forever") : t("privacy:policy.days", { count: recording_days })),
    },
    {
      id: "records",
      header: t("privacy:policy.records"),
      cell: ({ record_years }) => (record_years === null ? t("privacy:policy.forever") : t("privacy:policy.years", { count: record_years })),
    },
    { id: "regulated", header: t("privacy:policy.regulated"), cell: ({ regulated }) => (regulated ? t("ui:yes") : t("ui:no")) },
    {
      id: "edit",
      header: t("ui:actions"),
      isAction: true,
      align: "end",
      cell: (policy) =>
        can(policy, "update") && (
          <Button size="sm" onPress={() => onEdit(policy)} aria-label={`${t("privacy:policy.edit")}: ${policy.team_name ?? t("privacy:policy.all")}`}>
            {t("privacy:policy.edit")}
          </Button>
        ),
    },
  ];
}

export function PoliciesCard() {
  const { t } = useTranslation("privacy");
  const query = usePolicies();
  const [edited, setEdited] = useState<PolicyOut | "new">();
  const columns = useColumns(setEdited);
  const add = (
    <Button size="sm" icon={<Plus size={15} />} onPress={() => setEdited("new")}>
      {t("policy.new")}
    </Button>
  );
  return (
    <Card title={t("policy.title")} aside={add} isFlush>
      <p className="px-5 pt-1 pb-3 text-sm text-ink-soft">{t("policy.hint")}</p>
      <QueryView query={query}>
        {(policies) => <DataTable caption={t("policy.table")} columns={columns} rows={policies} rowKey={(policy) => policy.team_id ?? "all"} />}
      </QueryView>
      {edited && (
        <PolicyDialog
          policy={edited === "new" ? undefined : edited}
          taken={query.data?.map(({ team_id }) => team_id ?? "") ?? []}
          onClose={() => setEdited(undefined)}
        />
      )}
    </Card>
  );
}
