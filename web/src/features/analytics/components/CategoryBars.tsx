import { useTranslation } from "react-i18next";

import type { CategoryCountOut } from "@/api/generated";
import { formatNumber, formatPercent } from "@/lib/numbers";
import { ChartCard } from "@/parts/ChartCard";

import { callsLink } from "../model/links";
import type { Scope } from "../queries";
import { Bars } from "./Bars";

const MOST = 8;

/** Calls by category, the most frequent first; each bar leads to its calls. */
export function CategoryBars({ categories, total, scope }: { categories: readonly CategoryCountOut[]; total: number; scope: Scope }) {
  const { t } = useTranslation("analytics");
  const most = Math.max(1, ...categories.map(({ calls }) => calls));
  const rows = categories.map(({ key, label, calls }) => ({ key, label, calls, to: callsLink(scope, { category: key }) }));
  return (
    <ChartCard
      title={t("charts.categories")}
      heads={[t("charts.category"), t("cards.calls"), t("chart.share")]}
      rows={rows.map(({ key, label, calls, to }) => ({ key, label, to, cells: [formatNumber(calls), formatPercent(total > 0 ? calls / total : 0)] }))}
    >
      <Bars rows={rows.slice(0, MOST).map(({ key, label, calls, to }) => ({ key, label, to, share: calls / most, value: formatNumber(calls) }))} />
      {rows.length > MOST && <p className="mt-2 text-sm text-ink-faint">{t("charts.moreInTable", { count: rows.length - MOST })}</p>}
    </ChartCard>
  );
}
