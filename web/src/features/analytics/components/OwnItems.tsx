import { useTranslation } from "react-i18next";

import type { PerformanceOut } from "@/api/generated";
import { formatNumber } from "@/lib/numbers";
import { Card, EmptyState } from "@/ui";

import { Bars } from "./Bars";

/** An operator's own averages by item, his strengths first. */
export function OwnItems({ performance }: { performance: PerformanceOut }) {
  const { t } = useTranslation("analytics");
  const own = performance.items[0];
  const rows = performance.criteria
    .flatMap(({ key, label }) => {
      const found = own?.by_criterion[key];
      return found ? [{ key, label, average: found.average, n: found.n }] : [];
    })
    .sort((one, other) => other.average - one.average)
    .map(({ key, label, average, n }) => ({ key, label, share: average / 100, value: formatNumber(average, 1), hint: t("estimate.n", { n: formatNumber(n) }) }));
  return (
    <Card title={t("own.items")}>
      {rows.length > 0 ? <Bars rows={rows} /> : <EmptyState kind="nothing" title={t("own.none")} hint={t("own.noneHint")} />}
    </Card>
  );
}
