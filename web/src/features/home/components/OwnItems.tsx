import { useTranslation } from "react-i18next";

import type { CriterionOut } from "@/api/generated";
import { formatNumber } from "@/lib/numbers";
import { QueryView } from "@/parts/QueryView";
import { Card, EmptyState } from "@/ui";

import { type OwnItem, strengthsAndRest } from "../model/items";
import { useCardInForce, useOwnItems } from "../queries";
import { Guide } from "./Guide";

const LEAST_N = 5;

/** The operator's strengths, then what to improve, each with how much it rests on and what is expected. */
export function OwnItems() {
  const { t } = useTranslation("home");
  const query = useOwnItems();
  const card = useCardInForce().data;
  const criteria = new Map(card?.sections.flatMap((section) => section.criteria).map((criterion) => [criterion.key, criterion]));
  return (
    <QueryView query={query}>
      {(found) => {
        const { strengths, improve } = strengthsAndRest(found);
        if (strengths.length === 0) {
          return (
            <Card title={t("items.strengths")}>
              <EmptyState kind="nothing" title={t("items.none")} hint={t("items.noneHint")} />
            </Card>
          );
        }
        return (
          <>
            <Items title={t("items.strengths")} items={strengths} criteria={criteria} />
            {improve.length > 0 && <Items title={t("items.improve")} items={improve} criteria={criteria} />}
          </>
        );
      }}
    </QueryView>
  );
}

function Items({ title, items, criteria }: { title: string; items: readonly OwnItem[]; criteria: ReadonlyMap<string, CriterionOut> }) {
  const { t } = useTranslation("home");
  return (
    <Card title={title}>
      <p className="mb-3 text-sm text-ink-faint">{t("items.period")}</p>
      <ul className="flex flex-col gap-4">
        {items.map(({ key, label, average, n }) => (
          <li key={key}>
            <p className="flex items-baseline justify-between gap-3">
              <span className="min-w-0 font-medium break-words">{label}</span>
              <span className="shrink-0">
                <span className="font-semibold">{formatNumber(average, 1)}</span>
                <span className="ml-2 text-sm text-ink-faint">
                  {t("items.n", { n: formatNumber(n) })}
                  {n < LEAST_N && ` · ${t("items.insufficient")}`}
                </span>
              </span>
            </p>
            <span aria-hidden className="mt-1.5 block h-2 overflow-hidden rounded-full bg-sunken">
              <span className="block h-full rounded-full bg-chart-1" style={{ width: `${Math.max(average, 1)}%` }} />
            </span>
            <Guide text={criteria.get(key)?.guidance} />
          </li>
        ))}
      </ul>
    </Card>
  );
}
