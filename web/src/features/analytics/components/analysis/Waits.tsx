import { useTranslation } from "react-i18next";

import type { FunnelTimeOut } from "@/api/generated";
import { formatNumber } from "@/lib/numbers";
import { useEstimateWords } from "@/parts/charts/estimate";

const HOURS_OF_DAYS = 72;

/** Hours as one says them: days when they are many. */
export function useHoursWords(): (hours: number | null) => string {
  const { t } = useTranslation("charts");
  return (hours) => {
    if (hours === null) return "—";
    return hours >= HOURS_OF_DAYS ? t("funnel.days", { days: formatNumber(hours / 24, 1) }) : t("funnel.hours", { hours: formatNumber(hours, 1) });
  };
}

/** How long it took to come here: the median, which a few forgotten ones do not move. */
export function Waits({ waits }: { waits: readonly FunnelTimeOut[] }) {
  const { t } = useTranslation("charts");
  const hours = useHoursWords();
  const words = useEstimateWords();
  return waits.map((wait) => (
    <span key={`${wait.from}-${wait.to}`} className="block text-sm text-ink-faint">
      {t(wait.to === "decided" ? "funnel.decidedIn" : "funnel.took", { time: hours(wait.median_hours), from: t(`funnel.moment.${wait.from}`) })}
      {` · ${words.n(wait.n)}`}
    </span>
  ));
}
