import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";

import type { HeatMapOut } from "@/api/generated";
import { formatNumber } from "@/lib/numbers";
import { ChartCard } from "@/parts/ChartCard";
import { ChartQuery } from "@/parts/charts/ChartQuery";
import { type Estimate, useEstimateWords } from "@/parts/charts/estimate";
import { type HeatCell, HeatTable } from "@/parts/charts/HeatTable";

import { useHeatMap } from "../../chart-queries";
import { evaluationsBehind, ofTeam } from "../../model/behind";
import { attentionOf, turned } from "../../model/heat";
import { Choice, oneOf } from "./Choice";
import { Population } from "./Population";
import type { PanelProps } from "./types";

const WHO = ["team", "operator"] as const;

/** Each item for each team or operator: where to look first. */
export function HeatMap({ asked, choice, choose, onClear }: PanelProps) {
  const { t } = useTranslation("charts");
  const who = oneOf(WHO, choice("columns"));
  const query = useHeatMap(asked, who);
  const title = t(`heat.title.${who}`);
  const choices = <Choice label={t("heat.columns")} value={who} onChange={(next) => choose("columns", next)} options={WHO.map((id) => ({ id, label: t(`heat.${id}`) }))} />;
  return (
    <ChartQuery title={title} query={query} choices={choices} onClear={onClear} isEmpty={({ rows }) => rows.length === 0}>
      {(data) => <Heat data={data} who={who} title={title} choices={choices} asked={asked} isRefetching={query.isPlaceholderData} />}
    </ChartQuery>
  );
}

function Heat({ data, who, title, choices, asked, isRefetching }: { data: HeatMapOut; who: (typeof WHO)[number]; title: string; choices: ReactNode; asked: PanelProps["asked"]; isRefetching: boolean }) {
  const { t } = useTranslation("charts");
  const words = useEstimateWords();
  const rows = turned(data);
  const level = attentionOf(rows.flatMap(({ cells }) => cells));
  const behind = (estimate: Estimate, criterion: string, id?: string | null): string | undefined =>
    estimate.n > 0 ? evaluationsBehind(asked, data.period, { criterion, ...(id === undefined ? {} : who === "team" ? ofTeam(id) : { operator_id: id ?? undefined }) }) : undefined;
  const cellOf = (estimate: Estimate | null, row: string, column: { criterion: string; label: string }, id?: string | null): HeatCell | null =>
    estimate?.mean == null
      ? null
      : {
          text: formatNumber(estimate.mean),
          level: level(estimate),
          isFaint: !estimate.is_sufficient,
          says: t("heat.says", { row, column: column.label, mean: formatNumber(estimate.mean), rest: words.rest(estimate) }),
          to: behind(estimate, column.criterion, id),
        };
  const flat = rows.flatMap(({ id, label, cells }) => data.rows.flatMap((item, index) => (cells[index] ? [{ id, label, item, estimate: cells[index] }] : [])));
  return (
    <ChartCard
      title={title}
      lead={<Population of="populationAnswers" n={data.population.n} period={data.period} />}
      how={t("heat.how")}
      choices={choices}
      isRefetching={isRefetching}
      heads={[t(`comparison.${who}`), t("heat.criterion"), t("heads.mean"), t("heads.interval"), t("heads.n")]}
      rows={flat.map(({ id, label, item, estimate }) => ({
        key: `${id}-${item.criterion}`,
        label,
        to: behind(estimate, item.criterion, id),
        cells: [item.label, words.mean(estimate), words.interval(estimate), formatNumber(estimate.n)],
      }))}
    >
      <HeatTable
        caption={title}
        corner={t(`comparison.${who}`)}
        tone="attention"
        columns={data.rows.map(({ criterion, label }) => ({ id: criterion, label }))}
        rows={[
          { key: "all", label: t("heat.all"), cells: data.rows.map((item) => cellOf(item.estimate, t("heat.all"), item)) },
          ...rows.map(({ id, label, cells }) => ({ key: id ?? "none", label: label, cells: data.rows.map((item, index) => cellOf(cells[index] ?? null, label, item, id)) })),
        ]}
      />
      <p className="mt-3 text-sm text-ink-faint">{t("heat.legend")}</p>
    </ChartCard>
  );
}
