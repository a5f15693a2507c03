import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";

import type { CriticalAccuracyOut } from "@/api/generated";
import { formatNumber } from "@/lib/numbers";
import { ChartCard } from "@/parts/ChartCard";
import { ChartQuery } from "@/parts/charts/ChartQuery";
import { markOfShare, type Share, useEstimateWords } from "@/parts/charts/estimate";
import { ForestPlot, type ForestRow, writeTick } from "@/parts/charts/ForestPlot";
import { Select } from "@/ui";

import { useCritical } from "../../chart-queries";
import { evaluationsBehind } from "../../model/behind";
import { shortLabel } from "../../model/time";
import { Population } from "./Population";
import type { PanelProps } from "./types";

type DefectClass = CriticalAccuracyOut["classes"][number]["class"];

/** The same the other way round: those without. */
function without({ n, count, share, low, high, is_sufficient }: Share): Share {
  const rest = (part: number | null): number | null => (part === null ? null : 100 - part);
  return { n, count: n - count, share: rest(share), low: rest(high), high: rest(low), is_sufficient };
}

const writePercentTick = (value: number): string => `${writeTick(value)}%`;

/** A share without errors opens those without, which are the ones it counts; those with one are a link away. */
function useShareRow(): (key: string, label: string, share: Share, to: string, toFaulty: string) => ForestRow & { cells: ReactNode[] } {
  const { t } = useTranslation("charts");
  const words = useEstimateWords();
  return (key, label, share, to, toFaulty) => ({
    key,
    label,
    mark: markOfShare(share),
    value: words.share(share),
    rest: share.n > 0 ? words.shareRest(share) : t("critical.none"),
    note: share.n > share.count && <Faulty to={toFaulty}>{t("critical.withCount", { count: share.n - share.count })}</Faulty>,
    to: share.count > 0 ? to : undefined,
    cells: [words.share(share), words.shareInterval(share), formatNumber(share.count), formatNumber(share.n), share.n > share.count ? <Faulty to={toFaulty}>{formatNumber(share.n - share.count)}</Faulty> : formatNumber(0)],
  });
}

function Faulty({ to, children }: { to: string; children: ReactNode }) {
  return (
    <Link to={to} className="relative z-10 rounded-sm underline decoration-line-strong underline-offset-4 hover:text-primary">
      {children}
    </Link>
  );
}

/** The share of evaluations without a critical error of each class, and month by month. */
export function Critical({ asked, onClear }: PanelProps) {
  const { t } = useTranslation("charts");
  const query = useCritical(asked);
  return (
    <ChartQuery title={t("critical.title")} query={query} onClear={onClear} isEmpty={({ population }) => population.n === 0}>
      {(data) => (
        <div className="flex flex-col gap-5">
          <ByClass data={data} asked={asked} isRefetching={query.isPlaceholderData} />
          <ByMonth data={data} asked={asked} isRefetching={query.isPlaceholderData} />
        </div>
      )}
    </ChartQuery>
  );
}

interface PartProps {
  data: CriticalAccuracyOut;
  asked: PanelProps["asked"];
  isRefetching: boolean;
}

function ByClass({ data, asked, isRefetching }: PartProps) {
  const { t } = useTranslation("charts");
  const rowOf = useShareRow();
  const rows = [
    ...data.classes.map((one) => rowOf(one.class, t(`critical.${one.class}`), one.accuracy, evaluationsBehind(asked, data.period, { without_defect: one.class }), evaluationsBehind(asked, data.period, { defect: one.class }))),
    rowOf("fatal", t("critical.fatal"), without(data.fatal), evaluationsBehind(asked, data.period, { has_fatal: "false" }), evaluationsBehind(asked, data.period, { has_fatal: "true" })),
  ];
  return (
    <ChartCard
      title={t("critical.title")}
      lead={<Population n={data.population.n} period={data.period} />}
      how={t("critical.how")}
      isRefetching={isRefetching}
      heads={[t("critical.class"), t("critical.without"), t("heads.interval"), t("distribution.count"), t("heads.n"), t("critical.with")]}
      rows={rows}
    >
      <ForestPlot rows={rows} least={10} write={writePercentTick} />
    </ChartCard>
  );
}

function ByMonth({ data, asked, isRefetching }: PartProps) {
  const { t } = useTranslation("charts");
  const rowOf = useShareRow();
  const [shown, setShown] = useState<DefectClass>("customer");
  const found = data.series.flatMap(({ from, to, classes }) => {
    const share = classes.find((one) => one.class === shown)?.accuracy;
    return share ? [rowOf(from, shortLabel(from, "month"), share, evaluationsBehind(asked, { from, to }, { without_defect: shown }), evaluationsBehind(asked, { from, to }, { defect: shown }))] : [];
  });
  const choices = (
    <Select
      label={t("critical.class")}
      hideLabel
      className="w-44 print:hidden"
      value={shown}
      onChange={(next) => setShown(next as DefectClass)}
      options={data.classes.map((one) => ({ id: one.class, label: t(`critical.${one.class}`) }))}
    />
  );
  if (data.series.length < 2) return null;
  return (
    <ChartCard
      title={t("critical.monthly")}
      how={t("critical.how")}
      choices={choices}
      isRefetching={isRefetching}
      heads={[t("critical.month"), t("critical.without"), t("heads.interval"), t("distribution.count"), t("heads.n"), t("critical.with")]}
      rows={found}
    >
      <ForestPlot rows={found} least={10} write={writePercentTick} />
    </ChartCard>
  );
}
