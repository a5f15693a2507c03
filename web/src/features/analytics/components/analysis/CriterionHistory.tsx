import { useTranslation } from "react-i18next";

import { ChartQuery } from "@/parts/charts/ChartQuery";
import { Card, EmptyState, Select, Skeleton } from "@/ui";

import { useCriteria, useCriterionHistory, useCriterionLabel } from "../../chart-queries";
import { daysBetween } from "../../model/period";
import { grainOf } from "../../model/time";
import { Population } from "./Population";
import { TimeChart } from "./TimeChart";
import type { PanelProps } from "./types";

/** One item through all the versions of its scorecard, with a mark where its scoring changed. */
export function CriterionHistory({ asked, choice, choose, onClear }: PanelProps) {
  const { t } = useTranslation("charts");
  const { items: criteria, dearest, isPending } = useCriteria(asked);
  const labelOf = useCriterionLabel(asked);
  const chosen = choice("history") ?? asked.criterion?.[0] ?? dearest;
  const grain = grainOf(choice("grain"), daysBetween(asked));
  const query = useCriterionHistory(asked, chosen, grain);
  if (!chosen) {
    return (
      <Card title={t("history.titleNone")}>
        {isPending ? <Skeleton className="h-56" /> : <EmptyState kind={onClear ? "filtered" : "nothing"} title={onClear ? t("empty.filtered") : t("empty.nothing")} hint={t("empty.filteredHint")} />}
      </Card>
    );
  }
  const title = t("history.title", { criterion: labelOf(chosen) });
  const options = criteria.some(({ id }) => id === chosen) ? criteria : [{ id: chosen, label: labelOf(chosen) }, ...criteria];
  const pick = <Select label={t("history.choose")} hideLabel className="w-56 max-w-full print:hidden" value={chosen} onChange={(next) => choose("history", next)} options={options} />;
  return (
    <ChartQuery title={title} query={query} choices={pick} onClear={onClear} isEmpty={({ population }) => population.n === 0}>
      {(data) => (
        <TimeChart
          title={title}
          lead={<Population n={data.population.n} period={data.period} />}
          how={`${t("history.how")} ${t("time.how")}`}
          choices={pick}
          points={data.points}
          breaks={data.breaks}
          centre={data.centre}
          grain={data.grain}
          asked={{ ...asked, criterion: [chosen] }}
          labelOf={labelOf}
          isRefetching={query.isPlaceholderData}
        />
      )}
    </ChartQuery>
  );
}
