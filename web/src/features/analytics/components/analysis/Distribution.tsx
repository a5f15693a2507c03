import { useTranslation } from "react-i18next";

import { formatNumber, formatPercent } from "@/lib/numbers";
import { ChartCard } from "@/parts/ChartCard";
import { ChartQuery } from "@/parts/charts/ChartQuery";
import { useEstimateWords } from "@/parts/charts/estimate";
import { Histogram } from "@/parts/charts/Histogram";

import { useDistribution } from "../../chart-queries";
import { bandsShown } from "../../model/bands";
import { evaluationsBehind } from "../../model/behind";
import { Population } from "./Population";
import type { PanelProps } from "./types";

/** How the scores are spread: an average alone hides two humps. */
export function Distribution({ asked, onClear }: PanelProps) {
  const { t } = useTranslation("charts");
  const words = useEstimateWords();
  const query = useDistribution(asked);
  const title = t("distribution.title");
  return (
    <ChartQuery title={title} query={query} onClear={onClear} isEmpty={({ population }) => population.n === 0}>
      {(data) => {
        const scored = data.bands.reduce((sum, { n }) => sum + n, 0);
        const bands = bandsShown(data.bands).map((band) => {
          const name = t("distribution.bandSpan", { low: formatNumber(band.low), high: formatNumber(band.high) });
          const says = t("distribution.says", { band: name, count: band.n, formatted: formatNumber(band.n) });
          // Only whole scores have rows to lead to: those of some items alone are in no list.
          const to = band.n === 0 || asked.criterion || asked.score ? undefined : evaluationsBehind(asked, data.period, scoreSpan(band));
          return { key: String(band.low), from: band.low, n: band.n, name, says, to };
        });
        const { mean } = data.estimate;
        return (
          <ChartCard
            title={title}
            lead={<Population of={asked.criterion ? "populationAnswers" : "population"} n={data.population.n} period={data.period}>{` · ${t("distribution.mean", { mean: words.mean(data.estimate) })} (${words.rest(data.estimate)})`}</Population>}
            how={t("distribution.how")}
            isRefetching={query.isPlaceholderData}
            heads={[t("distribution.band"), t("distribution.count"), t("heads.share")]}
            rows={bands.map(({ key, name, n, to }) => ({ key, label: name, to, cells: [formatNumber(n), formatPercent(scored > 0 ? n / scored : 0, 1)] }))}
          >
            <Histogram bands={bands} highest={100} marks={mean === null ? [] : [{ key: "mean", value: mean, label: t("distribution.mean", { mean: formatNumber(mean, 1) }) }]} />
          </ChartCard>
        );
      }}
    </ChartQuery>
  );
}

/** Both ends as the list takes them: a band ends just before the next begins, the last one at 100. */
function scoreSpan({ low, high }: { low: number; high: number }): Record<string, string> {
  return { min_score: String(low), max_score: high >= 100 ? "100" : (high - 0.01).toFixed(2) };
}
