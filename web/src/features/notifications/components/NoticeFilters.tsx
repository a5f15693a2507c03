import { useTranslation } from "react-i18next";

import { filterOf, type ListState, valuesOf } from "@/lib/url-state";
import { FilterBar, MultiSelect, RadioGroup } from "@/ui";

import { useKindName } from "../model";

export const FILTERS = ["unread", "kind"] as const;

/** `kinds`: those that can concern whoever asks. */
export function NoticeFilters({ state, kinds }: { state: ListState<(typeof FILTERS)[number]>; kinds: readonly string[] }) {
  const { t } = useTranslation("notifications");
  const nameOf = useKindName();
  const { filters, setFilters } = state;
  return (
    <FilterBar active={state.active} onClear={state.clear}>
      <RadioGroup
        label={t("filter.show")}
        look="buttons"
        value={filters.unread ? "unread" : "all"}
        onChange={(shown) => setFilters({ unread: shown === "unread" ? "true" : undefined })}
        options={[
          { id: "all", label: t("filter.all") },
          { id: "unread", label: t("filter.unread") },
        ]}
      />
      <MultiSelect
        label={t("filter.kind")}
        placeholder={t("filter.all")}
        options={kinds.map((id) => ({ id, label: nameOf(id) }))}
        value={valuesOf(filters.kind)}
        onChange={(chosen) => setFilters({ kind: filterOf(chosen) })}
        className="w-60"
      />
    </FilterBar>
  );
}
