import { useTranslation } from "react-i18next";

import type { KeyOut } from "@/api/generated";
import { type ListState, useListState } from "@/lib/url-state";
import { ListView } from "@/parts/ListView";
import { PersonPicker } from "@/parts/PersonPicker";
import { type Column, FilterBar, PageHeader, Select } from "@/ui";

import { Expiry, KeyState, LastUse } from "../components/keys/KeyFacts";
import { RevokeKey } from "../components/keys/RevokeKey";
import { useKeys } from "../key-queries";

const FILTERS = ["user_id", "active"] as const;
type Filter = (typeof FILTERS)[number];

export default function KeysPage() {
  const { t } = useTranslation("keys");
  const state = useListState(FILTERS);
  const { user_id, active } = state.filters;
  const query = useKeys({ ...(user_id && { user_id }), ...(active && { active: active === "true" }), ...(state.cursor && { cursor: state.cursor }) });
  return (
    <>
      <PageHeader title={t("page.title")} lead={t("page.lead")} />
      <KeyFilters state={state} />
      <ListView
        query={query}
        state={state}
        caption={t("page.title")}
        columns={useColumns()}
        rowKey={(found) => found.id}
        nothing={{ title: t("page.empty"), hint: t("page.emptyHint") }}
      />
    </>
  );
}

function KeyFilters({ state }: { state: ListState<Filter> }) {
  const { t } = useTranslation("keys");
  const { filters, setFilters } = state;
  const states = (["true", "false"] as const).map((id) => ({ id, label: t(`page.active.${id}`) }));
  return (
    <FilterBar active={state.active} onClear={state.clear}>
      <PersonPicker
        label={t("page.person")}
        hideLabel
        placeholder={t("page.person")}
        value={filters.user_id ?? ""}
        onChange={(user_id) => setFilters({ user_id })}
        className="w-56 max-sm:w-full"
      />
      <Select
        label={t("page.state")}
        hideLabel
        emptyOption={t("page.anyState")}
        options={states}
        value={filters.active ?? ""}
        onChange={(active) => setFilters({ active })}
        className="w-44 max-sm:w-full"
      />
    </FilterBar>
  );
}

function useColumns(): Column<KeyOut>[] {
  const { t } = useTranslation("keys");
  return [
    {
      id: "name",
      header: t("column.key"),
      isPrimary: true,
      cell: (found) => (
        <span className="block min-w-0 text-start">
          <span className="block font-semibold break-words">{found.name}</span>
          <code className="block text-xs font-normal text-ink-faint">{found.prefix}…</code>
        </span>
      ),
    },
    { id: "person", header: t("column.person"), cell: (found) => found.full_name },
    { id: "state", header: t("column.state"), cell: (found) => <KeyState found={found} /> },
    { id: "scopes", header: t("column.scopes"), cell: (found) => <span className="whitespace-nowrap" title={found.scopes.join(", ")}>{t("scopes", { count: found.scopes.length })}</span> },
    { id: "expires", header: t("column.end"), cell: (found) => <Expiry found={found} /> },
    { id: "used", header: t("column.used"), cell: (found) => <LastUse found={found} /> },
    { id: "actions", header: t("column.actions"), isAction: true, align: "end", cell: (found) => <RevokeKey found={found} /> },
  ];
}
