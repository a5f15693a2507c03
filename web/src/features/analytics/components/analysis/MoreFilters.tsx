import { useTranslation } from "react-i18next";

import { filterOf, type ListState, valuesOf } from "@/lib/url-state";
import { useCategories } from "@/parts/categories";
import { CHANNELS, ORIGINS } from "@/parts/choices";
import { PeoplePicker } from "@/parts/PersonPicker";
import { MultiSelect, type Option, RadioGroup } from "@/ui";

import { useCriteria, useScorecardNames } from "../../chart-queries";
import type { ASKED, Asked, Many } from "../../model/asked";

type State = ListState<(typeof ASKED)[number]>;

/** The filters that are set now and then. */
export function MoreFilters({ state: { filters, setFilters }, asked }: { state: State; asked: Asked }) {
  const { t } = useTranslation(["charts", "parts", "origins"]);
  const set = (key: Many) => (values: string[]) => setFilters({ [key]: filterOf(values) });
  const criteria = useCriteria(asked).items;
  const scorecards = useScorecardNames().data ?? [];
  const categories = useCategories().data ?? [];
  const lists: { key: Exclude<Many, "team_id" | "operator_id">; label: string; any: string; options: Option[] }[] = [
    { key: "scorecard_id", label: t("charts:filters.scorecard"), any: t("charts:filters.anyScorecard"), options: scorecards },
    { key: "criterion", label: t("charts:filters.criterion"), any: t("charts:filters.anyCriterion"), options: criteria },
    { key: "category", label: t("charts:filters.category"), any: t("charts:filters.anyCategory"), options: categories.map(({ key, label }) => ({ id: key, label })) },
    { key: "channel", label: t("charts:filters.channel"), any: t("charts:filters.anyChannel"), options: CHANNELS.map((id) => ({ id, label: t(`parts:channel.${id}`) })) },
    { key: "origin", label: t("charts:filters.origin"), any: t("charts:filters.anyOrigin"), options: ORIGINS.map((id) => ({ id, label: t(`origins:${id}`) })) },
  ];
  return (
    <>
      <PeoplePicker label={t("charts:filters.operator")} among="operator" value={valuesOf(filters.operator_id)} onChange={set("operator_id")} className="w-52 max-sm:w-full" />
      {lists.map(({ key, label, any, options }) => (
        <MultiSelect key={key} label={label} placeholder={any} options={options} value={valuesOf(filters[key])} onChange={set(key)} className="w-44 max-sm:w-full" />
      ))}
      <RadioGroup
        label={t("charts:filters.score")}
        look="buttons"
        value={filters.score === "raw" ? "raw" : "final"}
        onChange={(score) => setFilters({ score: score === "raw" ? "raw" : undefined })}
        options={(["final", "raw"] as const).map((id) => ({ id, label: t(`charts:filters.${id}`) }))}
      />
      {filters.criterion && <p className="basis-full text-sm text-ink-soft">{t("charts:filters.byCriterion")}</p>}
    </>
  );
}
