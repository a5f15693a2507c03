import { useTranslation } from "react-i18next";

import type { AnswerOut, CriterionOut } from "@/api/generated";
import { formatNumber } from "@/lib/numbers";

/** What an answer says; `na_source` where it is known. */
export type Written = Pick<AnswerOut, "value" | "options" | "text" | "not_applicable"> & { na_source?: AnswerOut["na_source"] };

function labelsOf(criterion: CriterionOut, options: readonly string[]): string {
  return options.map((key) => criterion.options.find((option) => option.key === key)?.label ?? key).join(", ");
}

/** An answer in the words of its criterion: `6 de 10`, `Sim`, `Não se aplica`. */
export function useWritten(): (criterion: CriterionOut, answer: Written | null | undefined) => string {
  const { t } = useTranslation("evaluations");
  const measured = (criterion: CriterionOut, number: number): string => {
    const value = formatNumber(number, Number.isInteger(number) ? 0 : 2);
    return criterion.kind === "scale" && criterion.maximum !== null ? t("page.of", { value, maximum: formatNumber(criterion.maximum) }) : value;
  };
  return (criterion, answer) => {
    if (!answer) return t("page.noAnswer");
    const { not_applicable, na_source, value, options, text } = answer;
    if (not_applicable) return na_source === "condition" ? t("page.hidden") : t("page.notApplicable");
    if (value !== null) return measured(criterion, value);
    if (options) return options.length === 0 ? t("page.noneChosen") : labelsOf(criterion, options);
    return text ?? t("page.noAnswer");
  };
}
