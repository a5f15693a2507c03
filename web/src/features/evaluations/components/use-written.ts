import { useTranslation } from "react-i18next";

import type { AnswerOut, CriterionOut } from "@/api/generated";
import { formatNumber } from "@/lib/numbers";

/** What an answer says; `na_source` where it is known. */
export type Written = Pick<AnswerOut, "value" | "options" | "text" | "not_applicable"> & { na_source?: AnswerOut["na_source"] };

/** An answer in the words of its criterion: `6 de 10`, `Sim`, `Não se aplica`. */
export function useWritten(): (criterion: CriterionOut, answer: Written | null | undefined) => string {
  const { t } = useTranslation("evaluations");
  const digits = (value: number): number => (Number.isInteger(value) ? 0 : 2);
  return (criterion, answer) => {
    if (!answer) return t("page.noAnswer");
    if (answer.not_applicable) return answer.na_source === "condition" ? t("page.hidden") : t("page.notApplicable");
    if (answer.value !== null) {
      const value = formatNumber(answer.value, digits(answer.value));
      return criterion.kind === "scale" && criterion.maximum !== null ? t("page.of", { value, maximum: formatNumber(criterion.maximum) }) : value;
    }
    if (answer.options?.length === 0) return t("page.noneChosen");
    const labels = answer.options?.map((key) => criterion.options.find((option) => option.key === key)?.label ?? key);
    return labels?.join(", ") ?? answer.text ?? t("page.noAnswer");
  };
}
