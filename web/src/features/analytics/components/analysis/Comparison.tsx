import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";

import type { ComparisonOut } from "@/api/generated";
import { formatNumber } from "@/lib/numbers";
import { ChartCard } from "@/parts/ChartCard";
import { ChartQuery } from "@/parts/charts/ChartQuery";
import { markOf, useEstimateWords } from "@/parts/charts/estimate";
import { ForestPlot } from "@/parts/charts/ForestPlot";
import { Select } from "@/ui";

import { useComparison } from "../../chart-queries";
import { BY, type By, otherPeriod } from "../../model/comparison";
import { useItemLabel } from "../use-item-label";
import { linkOfItem } from "../../model/item-links";
import { Choice, oneOf } from "./Choice";
import { Population } from "./Population";
import type { PanelProps } from "./types";

/** The key of what belongs to no team. */
const NONE = "none";

/** Averages side by side, and which of them tell apart. */
export function Comparison({ asked, choice, choose, onClear }: PanelProps) {
  const { t } = useTranslation("charts");
  const by = oneOf(BY, choice("by"));
  const other = oneOf(["previous", "year"], choice("with"));
  const query = useComparison(asked, { by, ...(by === "period" ? otherPeriod(asked, other) : {}) });
  const choices = (
    <>
      {by === "period" && <Choice label={t("comparison.with")} value={other} onChange={(next) => choose("with", next)} options={(["previous", "year"] as const).map((id) => ({ id, label: t(`comparison.${id}`) }))} />}
      <Select label={t("comparison.by")} hideLabel className="w-36 print:hidden" value={by} onChange={(next) => choose("by", next)} options={BY.map((id) => ({ id, label: t(`comparison.${id}`) }))} />
    </>
  );
  const title = t(`comparison.title.${by}`);
  return (
    <ChartQuery title={title} query={query} choices={choices} onClear={onClear} isEmpty={({ population }) => population.n === 0}>
      {(data) => <Compared data={data} by={by} title={title} choices={choices} isRefetching={query.isPlaceholderData} asked={asked} />}
    </ChartQuery>
  );
}

function Compared({ data, by, title, choices, isRefetching, asked }: { data: ComparisonOut; by: By; title: string; choices: ReactNode; isRefetching: boolean; asked: PanelProps["asked"] }) {
  const { t } = useTranslation("charts");
  const words = useEstimateWords();
  const labelOf = useItemLabel(by);
  const told = (is: boolean | null | undefined): string => (is == null ? "—" : is ? t("comparison.apart") : t("comparison.same"));
  const items = data.items.map((item) => ({ ...item, key: item.id ?? NONE, label: labelOf(item), to: linkOfItem(by, item, asked, data.period) }));
  return (
    <ChartCard
      title={title}
      lead={
        <Population of={asked.criterion ? "populationAnswers" : "population"} n={data.population.n} period={data.period}>
          {` · ${t("comparison.overall", { mean: words.mean(data.overall), rest: words.rest(data.overall) })}`}
          {by === "operator" && ` · ${t("comparison.byName")}`}
        </Population>
      }
      how={t("comparison.how")}
      choices={choices}
      isRefetching={isRefetching}
      heads={[t(`comparison.${by}`), t("heads.mean"), t("heads.interval"), t("heads.n"), t("comparison.passed"), t("heads.differs")]}
      rows={items.map((item) => ({
        key: item.key,
        label: item.label,
        to: item.to,
        cells: [words.mean(item.estimate), words.interval(item.estimate), formatNumber(item.estimate.n), `${words.share(item.passed)} (${words.shareInterval(item.passed)})`, told(item.is_distinguishable)],
      }))}
    >
      <ForestPlot
        rows={items.map((item) => ({
          key: item.key,
          label: item.label,
          mark: markOf(item.estimate),
          value: words.mean(item.estimate),
          rest: words.rest(item.estimate),
          note: item.estimate.is_sufficient && item.is_distinguishable != null && data.items.length > 1 ? told(item.is_distinguishable) : undefined,
          to: item.estimate.n > 0 ? item.to : undefined,
        }))}
      />
      <Pairs pairs={data.pairs_distinguishable} nameOf={(id) => items.find((item) => item.id === id)?.label ?? ""} count={items.length} />
    </ChartCard>
  );
}

const MOST = 6;

function Pairs({ pairs, nameOf, count }: { pairs: ComparisonOut["pairs_distinguishable"]; nameOf: (id: string | null) => string; count: number }) {
  const { t } = useTranslation("charts");
  if (count < 2 || pairs === null) return null;
  if (pairs.length === 0) return <p className="mt-3 text-sm text-ink-soft">{t("comparison.noPairs")}</p>;
  const named = pairs.slice(0, MOST).map(([one, other]) => t("comparison.pair", { one: nameOf(one), other: nameOf(other) }));
  return (
    <p className="mt-3 text-sm text-ink-soft">
      {t("comparison.pairs", { count: pairs.length })} {named.join("; ")}
      {pairs.length > MOST ? "…" : "."}
    </p>
  );
}
