import { useTranslation } from "react-i18next";

import { formatDay, formatDuration } from "@/lib/dates";
import { formatUpTo } from "@/lib/numbers";
import { type ListState, valuesOf } from "@/lib/url-state";
import { useCategoryLabel } from "@/parts/categories";
import { type FilterMark, FilterMarks } from "@/parts/FilterMarks";

import { type FILTERS, NARROWED, type SpanName, SPANS } from "../model/filters";
import { type EvaluationRow, useItemNames, useScorecardNames } from "../queries";

type Key = (typeof NARROWED)[number];
type State = ListState<(typeof FILTERS)[number]>;

const DENIABLE = ["has_fatal", "contested", "read", "acknowledged", "without_team", "past"] as const;
type Deniable = (typeof DENIABLE)[number];

function isDenied(key: Key, value: string): key is Deniable {
  return value === "false" && (DENIABLE as readonly string[]).includes(key);
}

/** How a filter that came from a chart is said. */
function useSaid(rows: readonly EvaluationRow[]): (key: Key, value: string) => string {
  const { t } = useTranslation(["evaluations", "parts", "origins"]);
  const categoryOf = useCategoryLabel();
  const scorecards = useScorecardNames().data ?? [];
  const itemOf = useItemNames(rows);
  const classOf = (value: string): string => t(`evaluations:narrowed.classes.${value as "customer"}`, value);
  const parts: Partial<Record<Key, (value: string) => string>> = {
    category: categoryOf,
    channel: (value) => t(`parts:channel.${value as "phone"}`, value),
    origin: (value) => t(`origins:${value as "random"}`, value),
    defect: classOf,
    without_defect: classOf,
    criterion: itemOf,
    criterion_failed: itemOf,
    contested_criterion: itemOf,
    scorecard_id: (value) => scorecards.find(({ id }) => id === value)?.name ?? "…",
  };
  return (key, value) => {
    if (isDenied(key, value)) return t(`evaluations:narrowed.no.${key}`);
    const part = parts[key] ?? ((one: string) => one);
    return t(`evaluations:narrowed.${key}`, { value: valuesOf(value).map(part).join(", ") });
  };
}

const WRITE: Partial<Record<SpanName, (end: string) => string>> = { contested: formatDay, handling: (end) => formatDuration(Number(end)) };

function useSpanMarks({ filters, setFilters }: State): FilterMark[] {
  const { t } = useTranslation("evaluations");
  return SPANS.flatMap((name) => {
    const [from, to] = [filters[`${name}_from`], filters[`${name}_to`]];
    if (!from && !to) return [];
    const write = (end: string | undefined): string => (end ? (WRITE[name] ?? ((one: string) => formatUpTo(Number(one), 2)))(end) : "…");
    return [{ key: name, words: t(`narrowed.spans.${name}`, { low: write(from), high: write(to) }), onRemove: () => setFilters({ [`${name}_from`]: undefined, [`${name}_to`]: undefined }) }];
  });
}

/** By what a chart narrowed the list. */
export function Narrowed({ state, rows }: { state: State; rows: readonly EvaluationRow[] }) {
  const { t } = useTranslation("evaluations");
  const { filters, setFilters } = state;
  const said = useSaid(rows);
  // What an item earned says nothing without the item.
  const along = (key: Key) => (key === "criterion" ? { criterion_from: undefined, criterion_to: undefined } : {});
  const marks = NARROWED.flatMap((key) => (filters[key] ? [{ key, words: said(key, filters[key]), onRemove: () => setFilters({ [key]: undefined, ...along(key) }) }] : []));
  return <FilterMarks label={t("narrowed.label")} marks={[...marks, ...useSpanMarks(state)]} />;
}
