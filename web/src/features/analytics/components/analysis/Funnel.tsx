import { useTranslation } from "react-i18next";
import { Link } from "react-router";

import { formatNumber } from "@/lib/numbers";
import { ChartCard } from "@/parts/ChartCard";
import { ChartQuery } from "@/parts/charts/ChartQuery";
import { useEstimateWords } from "@/parts/charts/estimate";

import { type FunnelData, useFunnel } from "../../feedback-queries";
import { evaluationsBehind } from "../../model/behind";
import { Population } from "./Population";
import type { PanelProps } from "./types";

type Step = FunnelData["steps"][number]["step"];
type Time = FunnelData["times"][number];

/** The rows of a step, as far as the list knows them. */
const BEHIND: Record<Step, Record<string, string>> = { published: {}, read: { read: "true" }, acknowledged: { acknowledged: "true" }, contested: { contested: "true" }, closed: { status: "closed" } };

const HOURS_OF_DAYS = 72;

function useTimeWords(): (hours: number | null) => string {
  const { t } = useTranslation("charts");
  return (hours) => {
    if (hours === null) return "—";
    return hours >= HOURS_OF_DAYS ? t("funnel.days", { days: formatNumber(hours / 24, 1) }) : t("funnel.hours", { hours: formatNumber(hours, 1) });
  };
}

/** From publication to closing: who got how far, and how long it took. */
export function Funnel({ asked, onClear }: PanelProps) {
  const { t } = useTranslation("charts");
  const query = useFunnel(asked);
  return (
    <ChartQuery title={t("funnel.title")} query={query} onClear={onClear} isEmpty={({ steps }) => (steps[0]?.n ?? 0) === 0}>
      {(data) => <Steps data={data} asked={asked} isRefetching={query.isPlaceholderData} />}
    </ChartQuery>
  );
}

function Steps({ data, asked, isRefetching }: { data: FunnelData; asked: PanelProps["asked"]; isRefetching: boolean }) {
  const { t } = useTranslation("charts");
  const words = useEstimateWords();
  const time = useTimeWords();
  const before = (step: Step): Time | undefined => data.times.find(({ to }) => to === step);
  const rows = data.steps.map(({ step, n, share }) => ({ step, n, share, label: t(`funnel.${step}`), time: before(step), to: n > 0 ? evaluationsBehind(asked, data.period, BEHIND[step]) : undefined }));
  return (
    <ChartCard
      title={t("funnel.title")}
      lead={<Population n={data.steps[0]?.n ?? 0} period={data.period}>{data.disagreed > 0 && ` · ${t("funnel.disagreed", { n: formatNumber(data.disagreed) })}`}</Population>}
      how={t("funnel.how")}
      isRefetching={isRefetching}
      heads={[t("funnel.step"), t("funnel.count"), t("heads.share"), t("heads.interval"), t("funnel.median"), t("funnel.meanTime"), t("heads.n")]}
      rows={rows.map((row) => ({
        key: row.step,
        label: row.label,
        to: row.to,
        cells: [formatNumber(row.n), words.share(row.share), words.shareInterval(row.share), time(row.time?.median_hours ?? null), meanTime(row.time, time), row.time ? formatNumber(row.time.n) : "—"],
      }))}
    >
      <ol>
        {rows.map((row) => (
          <li key={row.step}>
            {row.time && row.time.n > 0 && (
              <p className="py-1 pl-3 text-sm text-ink-faint">
                {`↓ ${t("funnel.between", { from: t(`funnel.${row.time.from}`), to: row.label })}: ${t("funnel.took", { time: time(row.time.median_hours) })} · ${words.n(row.time.n)}`}
              </p>
            )}
            <div className="relative grid grid-cols-[minmax(0,1fr)_auto] items-center gap-x-4 gap-y-1 rounded-sm px-2 py-1.5 hover:bg-hover md:grid-cols-[9rem_minmax(0,1fr)_15rem]">
              {row.to ? (
                <Link to={row.to} className="rounded-sm font-medium after:absolute after:inset-0 hover:text-primary">
                  {row.label}
                </Link>
              ) : (
                <span className="font-medium">{row.label}</span>
              )}
              <span aria-hidden className="h-7 overflow-hidden rounded-sm bg-sunken max-md:order-last max-md:col-span-2 max-md:h-4">
                <span className="block h-full rounded-sm bg-chart-1" style={{ width: `${row.share.share ?? 0}%` }} />
              </span>
              <span className="text-right md:text-left">
                <span className="font-semibold">{formatNumber(row.n)}</span>
                {row.step !== "published" && <span className="ml-2 text-sm text-ink-soft">{`${words.share(row.share)} (${words.shareInterval(row.share)})`}</span>}
              </span>
            </div>
          </li>
        ))}
      </ol>
    </ChartCard>
  );
}

function meanTime(time: Time | undefined, write: (hours: number | null) => string): string {
  if (!time || time.mean_hours === null) return "—";
  return time.low === null || time.high === null ? write(time.mean_hours) : `${write(time.mean_hours)} (${write(time.low)} – ${write(time.high)})`;
}
