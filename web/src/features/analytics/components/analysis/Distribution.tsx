import { useTranslation } from "react-i18next";

import { formatNumber, formatPercent } from "@/lib/numbers";
import { ChartCard } from "@/parts/ChartCard";
import { ChartQuery } from "@/parts/charts/ChartQuery";
import { useEstimateWords } from "@/parts/charts/estimate";
import { Histogram } from "@/parts/charts/Histogram";

import { useDistribution } from "../../chart-queries";
import { bandBehind, bandsShown } from "../../model/bands";
import { Population } from "./Population";
import type { PanelProps } from "./types";

/** How the scores are spread: an average alone hides two humps. */
export function Distribution({ asked, onClear }: PanelProps) {
  const { t } = useTranslation("charts");
  const words = useEstimateWords();
  const query = useDistribution(asked);
  const title = t(asked.criterion ? "distribution.titleAnswers" : "distribution.title");
  return (
    <ChartQuery title={title} query={query} onClear={onClear} isEmpty={({ population }) => population.n === 0}>
      {(data) => {
        const scored = data.bands.reduce((sum, { n }) => sum + n, 0);
        const bands = bandsShown(data.bands).map((band) => {
          const name = t("distribution.bandSpan", { low: formatNumber(band.low), high: formatNumber(band.high) });
          const says = t(asked.criterion ? "distribution.saysAnswers" : "distribution.says", { band: name, count: band.n, formatted: formatNumber(band.n) });
          const to = band.n === 0 ? undefined : bandBehind(asked, data.period, band);
          return { key: String(band.low), from: band.low, n: band.n, name, says, to };
        });
        const { mean } = data.estimate;
        return (
          <ChartCard
            title={title}
            lead={<Population of={asked.criterion ? "populationAnswers" : "population"} n={data.population.n} period={data.period}>{` · ${t("distribution.mean", { mean: words.mean(data.estimate) })} (${words.rest(data.estimate)})`}</Population>}
            how={asked.criterion ? `${t("distribution.how")} ${t("distribution.behindAnswers")}` : t("distribution.how")}
            isRefetching={query.isPlaceholderData}
            heads={[t("distribution.band"), t(asked.criterion ? "distribution.answers" : "distribution.count"), t("heads.share")]}
            rows={bands.map(({ key, name, n, to }) => ({ key, label: name, to, cells: [formatNumber(n), formatPercent(scored > 0 ? n / scored : 0, 1)] }))}
          >
            <Histogram bands={bands} highest={100} marks={mean === null ? [] : [{ key: "mean", value: mean, label: t("distribution.mean", { mean: formatNumber(mean, 1) }) }]} />
          </ChartCard>
        );
      }}
    </ChartQuery>
  );
}
