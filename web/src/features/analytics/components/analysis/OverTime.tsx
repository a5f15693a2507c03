import { useTranslation } from "react-i18next";

import { ChartQuery } from "@/parts/charts/ChartQuery";
import { formatNumber } from "@/lib/numbers";

import { useCriterionLabel, useOverTime } from "../../chart-queries";
import { daysBetween } from "../../model/period";
import { grainOf, GRAINS } from "../../model/time";
import { Choice } from "./Choice";
import { Population } from "./Population";
import { TimeChart } from "./TimeChart";
import type { PanelProps } from "./types";

/** The score over time: what moved, and what is only chance. */
export function OverTime({ asked, choice, choose, onClear }: PanelProps) {
  const { t } = useTranslation("charts");
  const grain = grainOf(choice("grain"), daysBetween(asked));
  const query = useOverTime(asked, grain);
  const labelOf = useCriterionLabel(asked);
  const title = t(`time.title.${grain}`);
  const choices = <Choice label={t("time.grain")} value={grain} onChange={(next) => choose("grain", next)} options={GRAINS.map((id) => ({ id, label: t(`time.${id}`) }))} />;
  return (
    <ChartQuery title={title} query={query} choices={choices} onClear={onClear} isEmpty={({ population }) => population.n === 0}>
      {(data) => (
        <TimeChart
          title={title}
          lead={
            <Population of={asked.criterion ? "populationAnswers" : "population"} n={data.population.n} period={data.period}>
              {data.centre !== null && ` · ${t("time.centre", { mean: formatNumber(data.centre, 1) })}`}
            </Population>
          }
          how={t("time.how")}
          choices={choices}
          points={data.points}
          breaks={data.breaks}
          centre={data.centre}
          grain={data.grain}
          asked={asked}
          labelOf={labelOf}
          isRefetching={query.isPlaceholderData}
        />
      )}
    </ChartQuery>
  );
}
