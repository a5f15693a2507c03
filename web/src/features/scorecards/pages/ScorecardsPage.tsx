import { FileInput, Plus } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import type { CardStatus, ScorecardSummary } from "@/api/generated";
import { formatDate } from "@/lib/dates";
import { useListState } from "@/lib/url-state";
import { ExportMenu } from "@/parts/ExportMenu";
import { ListView } from "@/parts/ListView";
import { useHasRole } from "@/parts/session";
import { Button, type Column, FilterBar, PageHeader, Select } from "@/ui";

import { ImportScorecardDialog } from "../components/ImportScorecardDialog";
import { NewScorecardDialog } from "../components/NewScorecardDialog";
import { ScorecardMarks } from "../components/ScorecardMarks";
import { useScorecardList } from "../queries";

const FILTERS = ["status"] as const;
const STATUSES: readonly CardStatus[] = ["draft", "published", "retired"];

function useColumns(): Column<ScorecardSummary>[] {
  const { t } = useTranslation("scorecards");
  return [
    {
      id: "name",
      header: t("name"),
      isPrimary: true,
      cell: (card) => (
        <span className="block">
          {card.name}
          {card.description && <span className="line-clamp-2 text-sm font-normal text-ink-soft">{card.description}</span>}
        </span>
      ),
    },
    { id: "status", header: t("status"), cell: (card) => <ScorecardMarks card={card} /> },
    { id: "updated", header: t("updated"), className: "whitespace-nowrap", cell: (card) => formatDate(card.updated_at) },
  ];
}

export default function ScorecardsPage() {
  const { t } = useTranslation(["scorecards", "parts"]);
  const state = useListState(FILTERS);
  const { status } = state.filters;
  const wanted = { ...(status ? { status: status as CardStatus } : {}), ...(state.cursor ? { cursor: state.cursor } : {}) };
  const query = useScorecardList(wanted);
  const [isCreating, setCreating] = useState(false);
  const mayCreate = useHasRole("admin");
  const [isImporting, setImporting] = useState(false);
  const bring = mayCreate && (
    <Button icon={<FileInput size={17} />} onPress={() => setImporting(true)}>
      {t("scorecards:import.button")}
    </Button>
  );
  const create = mayCreate && (
    <Button variant="primary" icon={<Plus size={17} />} onPress={() => setCreating(true)}>
      {t("scorecards:new")}
    </Button>
  );
  return (
    <>
      <PageHeader title={t("scorecards:title")} lead={t("scorecards:lead")} actions={<><ExportMenu list="scorecards" query={wanted} />{bring}{create}</>} />
      <FilterBar active={state.active} onClear={state.clear}>
        <Select
          label={t("scorecards:filter.status")}
          hideLabel
          emptyOption={t("scorecards:filter.any")}
          options={STATUSES.map((id) => ({ id, label: t(`parts:versionStatus.${id}`) }))}
          value={status ?? ""}
          onChange={(next) => state.setFilters({ status: next })}
          className="w-48 max-sm:w-full"
        />
      </FilterBar>
      <ListView
        query={query}
        state={state}
        caption={t("scorecards:table")}
        columns={useColumns()}
        rowKey={(card) => card.id}
        rowHref={(card) => `/scorecards/${card.id}`}
        nothing={{ title: t("scorecards:empty"), hint: t("scorecards:emptyHint"), action: create }}
      />
      {isImporting && <ImportScorecardDialog onClose={() => setImporting(false)} />}
      {isCreating && <NewScorecardDialog onClose={() => setCreating(false)} />}
    </>
  );
}
