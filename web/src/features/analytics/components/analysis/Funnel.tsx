import { useTranslation } from "react-i18next";
import { Link } from "react-router";

import type { FunnelOut } from "@/api/generated";
import { formatNumber } from "@/lib/numbers";
import { ChartCard } from "@/parts/ChartCard";
import { ChartQuery } from "@/parts/charts/ChartQuery";
import { useEstimateWords } from "@/parts/charts/estimate";

import { useFunnel } from "../../feedback-queries";
import { stepsOf, type StepShown } from "../../model/funnel";
import { useHoursWords, Waits } from "./Waits";
import { Population } from "./Population";
import type { PanelProps } from "./types";

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

function Steps({ data, asked, isRefetching }: { data: FunnelOut; asked: PanelProps["asked"]; isRefetching: boolean }) {
  const { t } = useTranslation("charts");
  const words = useEstimateWords();
  const hours = useHoursWords();
  const steps = stepsOf(data, asked);
  return (
    <ChartCard
      title={t("funnel.title")}
      lead={
        <Population n={data.steps[0]?.n ?? 0} period={data.period}>
          {data.disagreed.count > 0 && ` · ${t("funnel.disagreed", { n: formatNumber(data.disagreed.count) })}`}
        </Population>
      }
      how={t("funnel.how")}
      isRefetching={isRefetching}
      heads={[t("funnel.step"), t("funnel.count"), t("heads.share"), t("heads.interval"), t("funnel.sinceBefore"), t("funnel.meanTime")]}
      rows={steps.map(({ step, n, share, to, waits }) => ({
        key: step,
        label: t(`funnel.${step}`),
        to,
        cells: [
          formatNumber(n),
          words.share(share),
          words.shareInterval(share),
          waits.map((wait) => `${t("funnel.since", { from: t(`funnel.moment.${wait.from}`) })}: ${hours(wait.median_hours)} (${words.n(wait.n)})`).join("; ") || "—",
          waits.map((wait) => `${hours(wait.mean_hours)} (${t("estimate.between", { low: hours(wait.low), high: hours(wait.high) })})`).join("; ") || "—",
        ],
      }))}
    >
      <ol>
        {steps.map((step) => (
          <Step key={step.step} step={step} />
        ))}
      </ol>
    </ChartCard>
  );
}

function Step({ step: { step, n, share, to, waits } }: { step: StepShown }) {
  const { t } = useTranslation("charts");
  const words = useEstimateWords();
  return (
    <li className="relative grid grid-cols-[minmax(0,1fr)_auto] items-center gap-x-6 gap-y-1 border-b border-line px-2 py-2.5 last:border-0 hover:bg-hover md:grid-cols-[9rem_minmax(0,1fr)_22rem]">
      {to ? (
        <Link to={to} className="rounded-sm font-medium after:absolute after:inset-0 hover:text-primary">
          {t(`funnel.${step}`)}
        </Link>
      ) : (
        <span className="font-medium">{t(`funnel.${step}`)}</span>
      )}
      <span aria-hidden className="h-6 overflow-hidden rounded-sm bg-sunken max-md:order-last max-md:col-span-2 max-md:h-3">
        <span className="block h-full rounded-sm bg-chart-1" style={{ width: `${share.share ?? 0}%` }} />
      </span>
      <span className="text-right md:text-left">
        <span className="font-semibold">{formatNumber(n)}</span>
        {step !== "published" && <span className="ml-2 text-sm text-ink-soft">{`${words.share(share)} (${words.shareInterval(share)})`}</span>}
        <Waits waits={waits} />
      </span>
    </li>
  );
}
