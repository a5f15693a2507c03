import { useTranslation } from "react-i18next";
import { Link } from "react-router";

import type { ContestsOut } from "@/api/generated";
import { formatNumber } from "@/lib/numbers";
import { ChartCard } from "@/parts/ChartCard";
import { ChartQuery } from "@/parts/charts/ChartQuery";
import { useEstimateWords } from "@/parts/charts/estimate";

import { useContestChart } from "../../feedback-queries";
import { contestsBehind } from "../../model/behind";
import type { PanelProps } from "./types";

const OUTCOMES = ["accepted", "replaced", "upheld", "open"] as const;
const FILLS: Record<(typeof OUTCOMES)[number], string> = { accepted: "var(--chart-1)", replaced: "var(--chart-3)", upheld: "var(--chart-6)", open: "transparent" };

/** Which items are contested, and how it ends. No person has a number here. */
export function Contests({ asked, onClear }: PanelProps) {
  const { t } = useTranslation("charts");
  const query = useContestChart(asked);
  const nothing = { title: t("empty.contests"), hint: t("empty.contestsHint") };
  return (
    <ChartQuery title={t("contests.title")} query={query} onClear={onClear} nothing={nothing} isEmpty={({ by_criterion }) => by_criterion.length === 0}>
      {(data) => <Items data={data} asked={asked} isRefetching={query.isPlaceholderData} />}
    </ChartQuery>
  );
}

function Items({ data, asked, isRefetching }: { data: ContestsOut; asked: PanelProps["asked"]; isRefetching: boolean }) {
  const { t } = useTranslation("charts");
  const words = useEstimateWords();
  const rows = data.by_criterion.map((row) => ({ ...row, to: contestsBehind(asked, data.period, row.criterion) }));
  const most = Math.max(1, ...rows.map(({ contested }) => contested));
  const { total } = data;
  return (
    <ChartCard
      title={t("contests.title")}
      lead={t("contests.total", { opened: formatNumber(total.opened), changed: formatNumber(total.changed), upheld: formatNumber(total.upheld), open: formatNumber(total.open) })}
      how={t("contests.how")}
      isRefetching={isRefetching}
      heads={[t("contests.criterion"), t("contests.contested"), ...OUTCOMES.map((outcome) => t(`contests.${outcome}`)), t("contests.ofAnswers"), t("heads.interval"), t("heads.n")]}
      rows={rows.map((row) => ({
        key: row.criterion,
        label: row.label,
        to: row.to,
        cells: [formatNumber(row.contested), ...OUTCOMES.map((outcome) => formatNumber(row[outcome])), words.share(row.of_answers), words.shareInterval(row.of_answers), formatNumber(row.of_answers.n)],
      }))}
    >
      <ul className="mb-3 flex flex-wrap gap-x-5 gap-y-1 text-sm text-ink-soft">
        {OUTCOMES.map((outcome) => (
          <li key={outcome} className="flex items-center gap-1.5">
            <span aria-hidden className="size-3 rounded-sm border border-line-strong" style={{ background: FILLS[outcome] }} />
            {t(`contests.${outcome}`)}
          </li>
        ))}
      </ul>
      <ul>
        {rows.map((row) => (
          <li key={row.criterion} className="relative grid grid-cols-[minmax(0,1fr)_auto] items-center gap-x-4 gap-y-1 border-b border-line px-2 py-2 last:border-0 hover:bg-hover md:grid-cols-[14rem_minmax(0,1fr)_20rem]">
            <Link to={row.to} className="rounded-sm font-medium break-words after:absolute after:inset-0 hover:text-primary">
              {row.label}
            </Link>
            <span aria-hidden className="flex h-4 gap-px max-md:order-last max-md:col-span-2">
              {OUTCOMES.map((outcome) => row[outcome] > 0 && <span key={outcome} className="border border-line-strong first:rounded-l-sm last:rounded-r-sm" style={{ width: `${(row[outcome] / most) * 100}%`, background: FILLS[outcome] }} />)}
            </span>
            <span className="text-right md:text-left">
              <span className="font-semibold">{formatNumber(row.contested)}</span>
              <span className="ml-2 text-sm text-ink-soft">{OUTCOMES.filter((outcome) => row[outcome] > 0).map((outcome) => `${t(`contests.${outcome}`).toLocaleLowerCase()}: ${formatNumber(row[outcome])}`).join(" · ")}</span>
            </span>
          </li>
        ))}
      </ul>
    </ChartCard>
  );
}
