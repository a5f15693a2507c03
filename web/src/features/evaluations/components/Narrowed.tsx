import { X } from "lucide-react";
import { useTranslation } from "react-i18next";

import { type ListState, valuesOf } from "@/lib/url-state";
import { useCategoryLabel } from "@/parts/categories";
import { Button } from "@/ui";

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

/** By what a chart narrowed the list, each with its way out. */
export function Narrowed({ state: { filters, setFilters } }: { state: ListState<(typeof FILTERS)[number]> }) {
  const { t } = useTranslation(["evaluations", "ui"]);
  const said = useSaid();
  const set = NARROWED.flatMap((key) => (filters[key] ? [{ key, words: said(key, filters[key]) }] : []));
  if (set.length === 0) return null;
  return (
    <ul aria-label={t("evaluations:narrowed.label")} className="mb-4 flex flex-wrap items-center gap-2">
      {set.map(({ key, words }) => (
        <li key={key}>
          <Button size="sm" variant="quiet" aria-label={t("ui:remove", { name: words })} className="rounded-full bg-primary-soft text-primary" onPress={() => setFilters({ [key]: undefined })}>
            {words}
            <X size={14} aria-hidden />
          </Button>
        </li>
      ))}
    </ul>
  );
}
