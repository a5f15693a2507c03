import { useTranslation } from "react-i18next";

import { type ListState, valuesOf } from "@/lib/url-state";
import { useCategoryLabel } from "@/parts/categories";
import { FilterMarks } from "@/parts/FilterMarks";

import { type FILTERS, NARROWED } from "../model/filters";
import { useScorecardNames } from "../queries";

type Key = (typeof NARROWED)[number];

/** How a filter that came from a chart is said. */
function useSaid(): (key: Key, value: string) => string {
  const { t } = useTranslation(["evaluations", "parts"]);
  const categoryOf = useCategoryLabel();
  const scorecards = useScorecardNames().data ?? [];
  const parts: Partial<Record<Key, (value: string) => string>> = {
    category: categoryOf,
    channel: (value) => t(`parts:channel.${value as "phone"}`, value),
    origin: (value) => t(`evaluations:origins.${value as "random"}`, value),
    defect: (value) => t(`evaluations:narrowed.classes.${value as "customer"}`, value),
    scorecard_id: (value) => scorecards.find(({ id }) => id === value)?.name ?? "…",
  };
  return (key, value) => {
    const part = parts[key] ?? ((one: string) => one);
    return t(`evaluations:narrowed.${key}`, { value: valuesOf(value).map(part).join(", ") });
  };
}

/** By what a chart narrowed the list. */
export function Narrowed({ state: { filters, setFilters } }: { state: ListState<(typeof FILTERS)[number]> }) {
  const { t } = useTranslation("evaluations");
  const said = useSaid();
  const marks = NARROWED.flatMap((key) => (filters[key] ? [{ key, words: said(key, filters[key]), onRemove: () => setFilters({ [key]: undefined }) }] : []));
  return <FilterMarks label={t("narrowed.label")} marks={marks} />;
}
