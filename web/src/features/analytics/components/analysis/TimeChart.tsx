import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";

import { cn } from "@/lib/cn";
import { formatDay } from "@/lib/dates";
import { formatNumber } from "@/lib/numbers";
import { ControlChart } from "@/parts/charts/ControlChart";
import { useEstimateWords } from "@/parts/charts/estimate";
import { type Rule, RULES } from "@/parts/charts/rules";
import { ChartCard } from "@/parts/ChartCard";

import type { Asked } from "../../model/asked";
import { type Grain, type OverTimePoint, type ScoringBreak, timeBreaks, timePoints, wholeLabel } from "../../model/time";

export interface TimeChartProps {
  title: string;
  lead: ReactNode;
  how: string;
  choices: ReactNode;
  points: readonly OverTimePoint[];
  breaks: readonly ScoringBreak[];
  centre: number | null;
  grain: Grain;
  asked: Asked;
  labelOf: (criterion: string) => string;
  isRefetching: boolean;
}

function useRuleName(): (signal: string) => string {
  const { t } = useTranslation("charts");
  return (signal) => (RULES.includes(signal as Rule) ? t(`rules.${signal as Rule}.name`) : signal);
}

/** Averages over time as a control chart, what the rules found, and where the scoring changed. */
export function TimeChart({ title, lead, how, choices, points, breaks, centre, grain, asked, labelOf, isRefetching }: TimeChartProps) {
  const { t } = useTranslation("charts");
  const words = useEstimateWords();
  const nameOf = useRuleName();
  const drawn = timePoints(points, grain, asked);
  const limit = (value: number | null): string => (value === null ? "—" : formatNumber(value, 1));
  return (
    <ChartCard
      title={title}
      lead={lead}
      how={how}
      choices={choices}
      isRefetching={isRefetching}
      heads={[t("heads.from"), t("heads.mean"), t("heads.interval"), t("heads.n"), t("heads.lower"), t("heads.upper"), t("heads.signals")]}
      rows={points.map((point, index) => ({
        key: point.from,
        label: wholeLabel(point),
        to: drawn[index]?.to,
        cells: [words.mean(point.estimate), words.interval(point.estimate), formatNumber(point.estimate.n), limit(point.lower_limit), limit(point.upper_limit), point.signals.map(nameOf).join(", ") || "—"],
      }))}
    >
      <Legend hasBreaks={breaks.length > 0} />
      <ControlChart
        points={drawn}
        centre={centre}
        breaks={timeBreaks(breaks, points)}
        tellPoint={(point) => {
          const found = points.find(({ from }) => from === point.key);
          return found ? [`${wholeLabel(found)}: ${words.mean(found.estimate)}`, words.rest(found.estimate), ...point.signals.map(nameOf)] : [];
        }}
      />
      <div className={cn("mt-4 grid gap-x-8 gap-y-4", breaks.length > 0 && "lg:grid-cols-2")}>
        <Signals points={points} drawn={drawn} />
        <Breaks breaks={breaks} labelOf={labelOf} />
      </div>
    </ChartCard>
  );
}

function Legend({ hasBreaks }: { hasBreaks: boolean }) {
  const { t } = useTranslation("charts");
  const item = "flex items-center gap-1.5";
  return (
    <ul className="mb-1 flex flex-wrap gap-x-5 gap-y-1 text-sm text-ink-soft">
      <li className={item}>
        <svg aria-hidden width="22" height="10">
          <path d="M0,5H22" stroke="var(--chart-1)" strokeWidth="2" />
          <circle cx="11" cy="5" r="4" fill="var(--chart-1)" />
        </svg>
        {t("time.legend.mean")}
      </li>
      <li className={item}>
        <svg aria-hidden width="22" height="10">
          <path d="M0,5H22" stroke="var(--chart-6)" strokeDasharray="5 4" />
        </svg>
        {t("time.legend.limits")}
      </li>
      <li className={item}>
        <svg aria-hidden width="14" height="14">
          <path d="M7,1L13,7L7,13L1,7Z" fill="none" stroke="var(--chart-2)" strokeWidth="2" />
        </svg>
        {t("time.legend.signal")}
      </li>
      <li className={item}>
        <svg aria-hidden width="12" height="12">
          <circle cx="6" cy="6" r="4" fill="none" stroke="var(--chart-1)" strokeWidth="1.5" />
        </svg>
        {t("time.legend.few")}
      </li>
      {hasBreaks && (
        <li className={item}>
          <svg aria-hidden width="6" height="14">
            <path d="M3,0V14" stroke="var(--accent)" strokeWidth="1.5" strokeDasharray="2 3" />
          </svg>
          {t("time.legend.break")}
        </li>
      )}
    </ul>
  );
}

const MOST = 5;

function Signals({ points, drawn }: { points: readonly OverTimePoint[]; drawn: readonly { to?: string | undefined }[] }) {
  const { t } = useTranslation("charts");
  const found = points.flatMap((point, index) => point.signals.map((signal) => ({ point, signal, to: drawn[index]?.to })));
  const hasLimits = points.some(({ upper_limit }) => upper_limit !== null);
  return (
    <section>
      <h3 className="mb-1 text-sm font-semibold">{t("time.signals")}</h3>
      {found.length === 0 && <p className="text-sm text-ink-soft">{hasLimits ? t("time.noSignals") : t("time.fewPoints")}</p>}
      <ul className="flex flex-col gap-1 text-sm">
        {found.slice(-MOST).map(({ point, signal, to }) => (
          <li key={`${point.from}-${signal}`}>
            {to ? (
              <Link to={to} className="rounded-sm font-medium underline decoration-line-strong underline-offset-4 hover:text-primary">
                {wholeLabel(point)}
              </Link>
            ) : (
              <span className="font-medium">{wholeLabel(point)}</span>
            )}
            {RULES.includes(signal as Rule) ? (
              <>
                {` · ${t(`rules.${signal as Rule}.name`)}: `}
                <span className="text-ink-soft">{t(`rules.${signal as Rule}.says`)}</span>
              </>
            ) : (
              ` · ${signal}`
            )}
          </li>
        ))}
      </ul>
      {found.length > MOST && <p className="mt-1 text-sm text-ink-faint">{t("time.moreSignals", { count: found.length - MOST })}</p>}
    </section>
  );
}

function Breaks({ breaks, labelOf }: { breaks: readonly ScoringBreak[]; labelOf: (criterion: string) => string }) {
  const { t } = useTranslation("charts");
  if (breaks.length === 0) return null;
  return (
    <section>
      <h3 className="mb-1 text-sm font-semibold">{t("time.breaks")}</h3>
      <ul className="flex flex-col gap-1 text-sm">
        {breaks.map(({ on, scorecard_id, scorecard_name, from_version, to_version, changed }) => (
          <li key={`${on}-${scorecard_id}-${to_version}`}>
            {t("time.break", { date: formatDay(on), scorecard: scorecard_name, from: from_version, to: to_version })}
            {changed.length > 0 && <span className="text-ink-soft">{` · ${t("time.changed", { criteria: changed.map(labelOf).join(", ") })}`}</span>}
          </li>
        ))}
      </ul>
    </section>
  );
}
