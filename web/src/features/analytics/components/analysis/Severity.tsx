import { useTranslation } from "react-i18next";

import type { SeverityOut } from "@/api/generated";
import { formatNumber } from "@/lib/numbers";
import { ChartCard } from "@/parts/ChartCard";
import { ChartQuery } from "@/parts/charts/ChartQuery";
import { useEstimateWords } from "@/parts/charts/estimate";
import { ForestPlot } from "@/parts/charts/ForestPlot";
import { useHasRole } from "@/parts/session";
import { Notice } from "@/ui";

import { useSeverity } from "../../feedback-queries";
import { evaluationsBehind } from "../../model/behind";
import { signed } from "../../model/signed";
import { Population } from "./Population";
import type { PanelProps } from "./types";

type Item = SeverityOut["items"][number];

/** How strict each evaluator is once whom he evaluated is taken off. */
export function Severity({ asked, onClear }: PanelProps) {
  const { t } = useTranslation("charts");
  const query = useSeverity(asked);
  return (
    <ChartQuery title={t("severity.title")} query={query} onClear={onClear} isEmpty={({ items }) => items.length === 0}>
      {(data) => <Evaluators data={data} asked={asked} isRefetching={query.isPlaceholderData} />}
    </ChartQuery>
  );
}

/** What keeps the comparison from being one. */
const ODD = new Set<SeverityOut["model"]["sentence"]>(["alone", "few", "uncertain", "parted"]);

function useSays(): (item: Item) => string {
  const { t } = useTranslation("charts");
  return ({ severity, is_distinguishable, raw }) => {
    if (severity === null || !raw.is_sufficient) return t("estimate.insufficient");
    if (!is_distinguishable) return t("severity.same");
    return severity < 0 ? t("severity.stricter") : t("severity.milder");
  };
}

function Evaluators({ data, asked, isRefetching }: { data: SeverityOut; asked: PanelProps["asked"]; isRefetching: boolean }) {
  const { t } = useTranslation("charts");
  const isOwn = useHasRole("evaluator");
  const words = useEstimateWords();
  const says = useSays();
  const { sentence } = data.model;
  const spread = ({ consistency }: Item): string => (consistency.residual_sd === null ? "—" : formatNumber(consistency.residual_sd, 1));
  const between = ({ low, high }: Item): string => (low === null || high === null ? "—" : t("estimate.between", { low: signed(low), high: signed(high) }));
  const value = ({ severity }: Item): string => (severity === null ? "—" : signed(severity));
  const items = data.items.map((item) => ({ ...item, to: evaluationsBehind(asked, data.period, { evaluator_id: item.evaluator_id }) }));
  return (
    <ChartCard
      title={t("severity.title")}
      lead={<Population n={data.model.n} period={data.period}>{isOwn && ` · ${t("severity.own")}`}</Population>}
      how={t("severity.how")}
      isRefetching={isRefetching}
      heads={[t("severity.evaluator"), t("severity.severity"), t("heads.interval"), t("severity.raw"), t("severity.consistency"), t("heads.n"), t("heads.differs")]}
      rows={items.map((item) => ({ key: item.evaluator_id, label: item.name, to: item.to, cells: [value(item), between(item), words.mean(item.raw), spread(item), formatNumber(item.n), says(item)] }))}
    >
      {sentence !== "nobody" && (
        <Notice tone={ODD.has(sentence) ? "warn" : "info"} className="mb-4">
          {t(`severity.sentence.${sentence}`)}
        </Notice>
      )}
      <p className="mb-3 max-w-prose text-sm text-ink-soft">{t("severity.explain")}</p>
      <ForestPlot
        bounds={[-100, 100]}
        zero={0}
        least={8}
        write={signed}
        rows={items.map((item) => ({
          key: item.evaluator_id,
          label: item.name,
          mark: item.severity === null ? null : { value: item.severity, low: item.low, high: item.high, isSufficient: item.raw.is_sufficient },
          value: value(item),
          rest: item.severity === null ? words.n(item.n) : `${between(item)} · ${words.n(item.n)}`,
          note: (
            <>
              {says(item)}
              <span className="block">{t("severity.consistencySays", { sd: spread(item) })}</span>
            </>
          ),
          to: item.to,
        }))}
      />
    </ChartCard>
  );
}
