import { ArrowDownRight, ArrowUpRight, Equal } from "lucide-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";

import type { AverageOut, RateOut, StatsOut } from "@/api/generated";
import { formatNumber } from "@/lib/numbers";

import { compareCounts, compareEstimates, type Estimated } from "../model/compare";
import { callsLink, evaluationsLink } from "../model/links";
import type { Scope } from "../queries";

function ofAverage({ mean, low, high }: AverageOut): Estimated {
  return { value: mean, low, high };
}

function ofRate({ rate, low, high }: RateOut): Estimated {
  return { value: rate, low, high };
}

/** The four numbers of the period, each beside the period before and leading to its rows. */
export function Figures({ stats, scope }: { stats: StatsOut; scope: Scope }) {
  const { t } = useTranslation("analytics");
  const { calls, evaluations, previous } = stats;
  return (
    <ul className="grid gap-4 sm:grid-cols-2 xl:grid-cols-4">
      <Figure title={t("cards.calls")} to={callsLink(scope)} value={formatNumber(calls.total)}>
        <CountChange now={calls.total} before={previous.calls.total} />
      </Figure>
      <Figure title={t("cards.evaluations")} to={evaluationsLink(scope)} value={formatNumber(evaluations.total)}>
        <CountChange now={evaluations.total} before={previous.evaluations.total} />
      </Figure>
      <Figure title={t("cards.average")} to={evaluationsLink(scope)} value={written(evaluations.average.mean, 2)} n={evaluations.average.n} estimate={ofAverage(evaluations.average)}>
        <EstimateChange n={evaluations.average.n} now={ofAverage(evaluations.average)} before={ofAverage(previous.evaluations.average)} />
      </Figure>
      <Figure
        title={t("cards.passed")}
        to={evaluationsLink(scope, { outcome: "pass" })}
        value={evaluations.pass_rate.rate === null ? "—" : `${formatNumber(evaluations.pass_rate.rate, 1)}%`}
        n={evaluations.pass_rate.n}
        estimate={ofRate(evaluations.pass_rate)}
      >
        <EstimateChange n={evaluations.pass_rate.n} now={ofRate(evaluations.pass_rate)} before={ofRate(previous.evaluations.pass_rate)} />
      </Figure>
    </ul>
  );
}

const LEAST_N = 5;

function written(value: number | null, digits: number): string {
  return value === null ? "—" : formatNumber(value, digits);
}

interface FigureProps {
  title: string;
  to: string;
  value: string;
  n?: number;
  estimate?: Estimated;
  children: ReactNode;
}

function Figure({ title, to, value, n, estimate, children }: FigureProps) {
  const { t } = useTranslation("analytics");
  const hasInterval = estimate?.low != null && estimate.high != null;
  return (
    <li className="relative flex min-w-0 flex-col rounded-lg border border-line bg-surface p-5 shadow-card transition-colors hover:border-line-strong">
      <h2 className="text-sm font-medium text-ink-soft">
        <Link to={to} className="rounded-sm after:absolute after:inset-0 hover:text-primary">
          {title}
        </Link>
      </h2>
      <p className="mt-1 text-3xl font-semibold tracking-tight">{value}</p>
      {n !== undefined && (
        <p className="text-sm text-ink-faint">
          {t("estimate.n", { n: formatNumber(n) })}
          {hasInterval && ` · ${t("estimate.interval", { low: formatNumber(estimate.low ?? 0, 1), high: formatNumber(estimate.high ?? 0, 1) })}`}
        </p>
      )}
      <div className="mt-auto pt-3 text-sm text-ink-soft">{children}</div>
    </li>
  );
}

const ARROWS = { up: ArrowUpRight, down: ArrowDownRight, same: Equal };

function Change({ direction, children }: { direction: keyof typeof ARROWS; children: ReactNode }) {
  const Icon = ARROWS[direction];
  return (
    <p className="flex items-start gap-1.5">
      <Icon size={16} aria-hidden className="mt-0.5 shrink-0 text-ink-faint" />
      <span>{children}</span>
    </p>
  );
}

function CountChange({ now, before }: { now: number; before: number }) {
  const { t } = useTranslation("analytics");
  const change = compareCounts(now, before);
  return <Change direction={change.direction}>{t(`change.${change.direction}`, { difference: formatNumber(Math.abs(change.difference)), before: formatNumber(before) })}</Change>;
}

function EstimateChange({ n, now, before }: { n: number; now: Estimated; before: Estimated }) {
  const { t } = useTranslation("analytics");
  if (n < LEAST_N) return <p>{t("estimate.insufficient")}</p>;
  const change = compareEstimates(now, before);
  if (change.kind === "none") return <p>{t("change.none")}</p>;
  if (change.kind === "indistinct") return <Change direction="same">{t("change.indistinct", { before: formatNumber(change.before, 1) })}</Change>;
  return <Change direction={change.kind}>{t(`change.${change.kind}`, { difference: formatNumber(change.difference, 1), before: formatNumber(change.before, 1) })}</Change>;
}
