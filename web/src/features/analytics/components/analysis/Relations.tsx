import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";

import type { RelationsOut } from "@/api/generated";
import { formatDuration } from "@/lib/dates";
import { formatNumber } from "@/lib/numbers";
import { ChartCard } from "@/parts/ChartCard";
import { ChartQuery } from "@/parts/charts/ChartQuery";
import { useEstimateWords } from "@/parts/charts/estimate";
import { Scatter } from "@/parts/charts/Scatter";

import { useRelations } from "../../feedback-queries";
import { MEASURES, type Measure, stretchBehind } from "../../model/relations";
import { signed } from "../../model/signed";
import { Choice, oneOf } from "./Choice";
import type { PanelProps } from "./types";

/** How a value on the lower axis is written. */
const WRITE: Record<Measure, (value: number) => string> = {
  csat: (value) => formatNumber(value, Number.isInteger(value) ? 0 : 1),
  handling_time: formatDuration,
  silence: (value) => `${formatNumber(value)}%`,
};

/** Whether the score goes along with something else, and how surely. */
export function Relations({ asked, choice, choose, onClear }: PanelProps) {
  const { t } = useTranslation("charts");
  const measure = oneOf(MEASURES, choice("with"));
  const query = useRelations(asked, measure);
  const title = t(`relations.title.${measure}`);
  const choices = <Choice label={t("relations.with")} value={measure} onChange={(next) => choose("with", next)} options={MEASURES.map((id) => ({ id, label: t(`relations.${id}`) }))} />;
  return (
    <ChartQuery title={title} query={query} choices={choices} onClear={onClear} isEmpty={({ n }) => n === 0}>
      {(data) => <Related data={data} measure={measure} title={title} choices={choices} asked={asked} isRefetching={query.isPlaceholderData} />}
    </ChartQuery>
  );
}

function useCorrelationWords(): (data: RelationsOut) => string {
  const { t } = useTranslation("charts");
  return ({ correlation, sentence }) => {
    if (!correlation) return t("relations.rNone");
    const { r, low, high } = correlation;
    if (low === null || high === null) return `r = ${signed(r, 2)}.`;
    const words = t("relations.r", { r: signed(r, 2), low: signed(low, 2), high: signed(high, 2) });
    return sentence === "indistinguishable" ? `${words}. ${t("relations.zero")}` : `${words}.`;
  };
}

function Related({ data, measure, title, choices, asked, isRefetching }: { data: RelationsOut; measure: Measure; title: string; choices: ReactNode; asked: PanelProps["asked"]; isRefetching: boolean }) {
  const { t } = useTranslation("charts");
  const words = useEstimateWords();
  const correlation = useCorrelationWords();
  const write = WRITE[measure];
  const bins = data.bins.map((bin) => ({ ...bin, key: String(bin.low), label: bin.low === bin.high ? write(bin.low) : `${write(bin.low)} – ${write(bin.high)}`, to: stretchBehind(asked, data.period, measure, bin) }));
  return (
    <ChartCard
      title={title}
      lead={
        <>
          {t("relations.from", { n: formatNumber(data.n) })}
          {data.sampled && `. ${t("relations.sampled", { n: formatNumber(data.n) })} ${t("relations.behindSampled")}`}
        </>
      }
      how={t("relations.how")}
      choices={choices}
      isRefetching={isRefetching}
      heads={[t("relations.stretch"), t("heads.mean"), t("heads.interval"), t("heads.n")]}
      rows={bins.map(({ key, label, to, estimate }) => ({ key, label, to, cells: [words.mean(estimate), words.interval(estimate), formatNumber(estimate.n)] }))}
    >
      <p className="mb-3 text-sm">
        <span className="font-semibold">{correlation(data)}</span> <span className="text-ink-soft">{t("relations.notCause")}</span>
      </p>
      <Scatter
        label={title}
        points={data.points.map(({ x, score, evaluation_id }) => ({ x, score, to: `/evaluations/${evaluation_id}` }))}
        bins={bins.map(({ low, high, label, to, estimate }) => ({ low, high, mean: estimate.mean, from: estimate.low, until: estimate.high, to, says: t("relations.says", { stretch: label, mean: words.mean(estimate), rest: words.rest(estimate) }) }))}
        writeX={write}
        nameX={t(`relations.axis.${measure}`)}
        nameY={t("relations.score")}
      />
    </ChartCard>
  );
}
