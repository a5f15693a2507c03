import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";

import { formatDay } from "@/lib/dates";
import { formatNumber } from "@/lib/numbers";

import type { Days } from "../../model/behind";

/** On how much a chart rests, and what is to be said of it as a whole. */
export function Population({ n, period, of = "population", children }: { n: number; period: Days; of?: "population" | "populationCalls" | "populationAnswers"; children?: ReactNode }) {
  const { t } = useTranslation("charts");
  return (
    <>
      {t(of, { n: formatNumber(n), from: formatDay(period.from), to: formatDay(period.to) })}
      {children}
    </>
  );
}
