import { useTranslation } from "react-i18next";

import type { EstimateOut, ShareOut } from "@/api/generated";
import { formatNumber, formatPercent } from "@/lib/numbers";

/** A mean with what it rests on and its 95 % interval; null where it is not defined. */
export type Estimate = EstimateOut;

/** How many of n, in per cent, with the 95 % interval. */
export type Share = ShareOut;

/** What a strip draws: a value and its interval, in the unit of the axis. */
export interface Mark {
  value: number;
  low: number | null;
  high: number | null;
  isSufficient: boolean;
}

export function markOf({ mean, low, high, is_sufficient }: Estimate): Mark | null {
  return mean === null ? null : { value: mean, low, high, isSufficient: is_sufficient };
}

export function markOfShare({ share, low, high, is_sufficient }: Share): Mark | null {
  return share === null ? null : { value: share, low, high, isSufficient: is_sufficient };
}

/** Per cent as it is written. */
export function writePercent(value: number, digits = 1): string {
  return formatPercent(value / 100, digits);
}

export interface EstimateWords {
  mean: (estimate: Estimate) => string;
  interval: (estimate: Estimate) => string;
  n: (n: number) => string;
  share: (share: Share) => string;
  shareInterval: (share: Share) => string;
  /** Interval and n in one line; "amostra insuficiente" where that is true. */
  rest: (estimate: Estimate) => string;
  shareRest: (share: Share) => string;
}

/** Estimates in words, the same everywhere. */
export function useEstimateWords(): EstimateWords {
  const { t } = useTranslation("charts");
  const between = (low: string, high: string): string => t("estimate.between", { low, high });
  const n = (count: number): string => t("estimate.n", { n: formatNumber(count) });
  const interval = ({ low, high }: Estimate): string => (low === null || high === null ? "—" : between(formatNumber(low, 1), formatNumber(high, 1)));
  const shareInterval = ({ low, high }: Share): string => (low === null || high === null ? "—" : between(writePercent(low), writePercent(high)));
  const rest = (told: string, one: { n: number; is_sufficient: boolean }): string => {
    if (one.n === 0) return t("estimate.none");
    return one.is_sufficient ? `${told} · ${n(one.n)}` : `${t("estimate.insufficient")} · ${n(one.n)}`;
  };
  return {
    mean: ({ mean }) => (mean === null ? "—" : formatNumber(mean, 1)),
    interval,
    n,
    share: ({ share }) => (share === null ? "—" : writePercent(share)),
    shareInterval,
    rest: (one) => rest(interval(one), one),
    shareRest: (one) => rest(shareInterval(one), one),
  };
}
