import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";

import type { OperatorOut, PerformanceOut } from "@/api/generated";
import { formatNumber, formatScore } from "@/lib/numbers";
import { PersonName } from "@/parts/PersonName";
import { IntervalMark } from "@/parts/IntervalMark";
import { Card, type Column, DataTable, EmptyState, RadioGroup } from "@/ui";

import { analysisLink, evaluationsLink } from "../model/links";
import type { Scope } from "../queries";

type View = "summary" | "criteria";

function useSummary(): Column<OperatorOut>[] {
  const { t } = useTranslation("analytics");
  return [
    { id: "name", header: t("operators.name"), isPrimary: true, cell: (row) => <PersonName name={row.operator_name} /> },
    { id: "average", header: t("operators.average"), cell: (row) => <Average row={row} /> },
    { id: "mark", header: t("operators.interval"), isExtra: true, cell: (row) => !row.insufficient && row.average.mean !== null && <IntervalMark mean={row.average.mean} low={row.average.low} high={row.average.high} /> },
    { id: "passed", header: t("operators.passed"), align: "end", cell: (row) => (row.insufficient ? "—" : t("operators.passedOf", { passed: formatNumber(row.pass_rate.passed), n: formatNumber(row.pass_rate.n) })) },
  ];
}

function Average({ row: { average, insufficient } }: { row: OperatorOut }) {
  const { t } = useTranslation("analytics");
  if (insufficient || average.mean === null) return <span className="text-ink-soft">{t("operators.insufficient", { n: average.n })}</span>;
  return (
    <span>
      <span className="block font-semibold">{formatScore(average.mean)}</span>
      <span className="text-sm whitespace-nowrap text-ink-faint">
        {t("operators.estimate", { low: formatNumber(average.low ?? average.mean, 1), high: formatNumber(average.high ?? average.mean, 1), n: average.n })}
      </span>
    </span>
  );
}

function useByCriterion(criteria: PerformanceOut["criteria"]): Column<OperatorOut>[] {
  const { t } = useTranslation("analytics");
  return [
    { id: "name", header: t("operators.name"), isPrimary: true, cell: (row) => row.operator_name },
    ...criteria.map(({ key, label }): Column<OperatorOut> => ({ id: key, header: label, align: "end", cell: (row) => <OfCriterion found={row.by_criterion[key]} /> })),
  ];
}

const LEAST_N = 5;

function OfCriterion({ found }: { found: OperatorOut["by_criterion"][string] | undefined }) {
  const { t } = useTranslation("analytics");
  if (!found || found.n < LEAST_N) return <span className="text-sm text-ink-faint">{t("operators.few", { n: found?.n ?? 0 })}</span>;
  return (
    <span className="whitespace-nowrap">
      {formatNumber(found.average, 1)}
      <span className="ml-1.5 text-sm text-ink-faint">{t("estimate.n", { n: formatNumber(found.n) })}</span>
    </span>
  );
}

/** Operators by name, never by score; each row leads to the evaluations it rests on. */
export function OperatorTable({ performance, scope, isRefetching }: { performance: PerformanceOut; scope: Scope; isRefetching: boolean }) {
  const { t } = useTranslation("analytics");
  const [view, setView] = useState<View>("summary");
  const summary = useSummary();
  const byCriterion = useByCriterion(performance.criteria);
  const choice = (
    <RadioGroup
      label={t("operators.view")}
      hideLabel
      look="buttons"
      value={view}
      onChange={(next) => setView(next as View)}
      options={(["summary", "criteria"] as const).map((id) => ({ id, label: t(`operators.${id}`) }))}
    />
  );
  if (performance.items.length === 0) {
    return (
      <Card title={t("operators.title")}>
        <EmptyState kind="filtered" title={t("operators.none")} hint={t("operators.noneHint")} />
      </Card>
    );
  }
  return (
    <Card isFlush title={t("operators.title")} aside={choice} className="overflow-hidden">
      <p className="px-5 pb-2 text-sm text-ink-soft">
        {t("operators.hint")}{" "}
        <Link to={analysisLink(scope, { tab: "comparisons", by: "operator" })} className="rounded-sm underline underline-offset-4 hover:text-primary">
          {t("toAnalytics")}
        </Link>
      </p>
      <DataTable
        caption={t("operators.title")}
        columns={view === "summary" ? summary : byCriterion}
        rows={performance.items}
        rowKey={(row) => row.operator_id}
        rowHref={(row) => evaluationsLink(scope, { operator_id: row.operator_id })}
        isRefetching={isRefetching}
      />
    </Card>
  );
}
