import { useTranslation } from "react-i18next";

import { formatNumber } from "@/lib/numbers";
import { ChartCard } from "@/parts/ChartCard";
import { ChartQuery } from "@/parts/charts/ChartQuery";
import { useEstimateWords, writePercent } from "@/parts/charts/estimate";
import { Pareto as ParetoChart } from "@/parts/charts/Pareto";

import { usePareto } from "../../chart-queries";
import { lossBehind } from "../../model/behind";
import { Population } from "./Population";
import type { PanelProps } from "./types";

/** Which items cost the most points, the dearest first. */
export function Pareto({ asked, onClear }: PanelProps) {
  const { t } = useTranslation("charts");
  const words = useEstimateWords();
  const query = usePareto(asked);
  const title = t("pareto.title");
  return (
    <ChartQuery title={title} query={query} onClear={onClear} isEmpty={({ items }) => items.length === 0}>
      {(data) => {
        const rows = data.items.map((item) => ({ ...item, to: lossBehind(asked, data.period, item) }));
        return (
          <ChartCard
            title={title}
            lead={<Population of="populationAnswers" n={data.population.n} period={data.period} />}
            how={t("pareto.how")}
            isRefetching={query.isPlaceholderData}
            heads={[t("pareto.item"), t("pareto.lost"), t("heads.share"), t("pareto.cumulative"), t("pareto.failed"), t("heads.interval"), t("heads.n"), t("pareto.fatals"), t("pareto.na")]}
            rows={rows.map((row) => ({
              key: row.criterion,
              label: row.label,
              to: row.to,
              cells: [formatNumber(row.lost_points, 1), writePercent(row.share ?? 0), writePercent(row.cumulative ?? 0), formatNumber(row.failed.count), words.shareInterval(row.failed), formatNumber(row.answers), formatNumber(row.fatals), formatNumber(row.not_applicable)],
            }))}
          >
            {data.lost_points > 0 ? (
              <ParetoChart
                heads={{ cost: t("pareto.lost"), cumulative: t("pareto.cumulative") }}
                rows={rows.map((row) => ({
                  key: row.criterion,
                  label: row.label,
                  value: formatNumber(row.lost_points, 0),
                  share: row.share ?? 0,
                  cumulative: row.cumulative ?? 0,
                  rest: row.failed.is_sufficient ? t("pareto.failedOf", { count: row.failed.count, n: formatNumber(row.failed.n), share: words.share(row.failed) }) : `${t("estimate.insufficient")} · ${words.n(row.failed.n)}`,
                  to: row.to,
                }))}
              />
            ) : (
              <p className="py-8 text-center text-ink-soft">{t("pareto.nothingLost")}</p>
            )}
          </ChartCard>
        );
      }}
    </ChartQuery>
  );
}
