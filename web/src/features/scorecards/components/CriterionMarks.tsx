import { useTranslation } from "react-i18next";

import { formatNumber } from "@/lib/numbers";
import { Badge } from "@/ui";

import type { Criterion } from "../model/draft";

const short = (value: number): string => formatNumber(value, Number.isInteger(value) ? 0 : 2);

/** What is special about a criterion, as small marks. */
export function CriterionMarks({ criterion, dependsOn }: { criterion: Criterion; dependsOn?: string | undefined }) {
  const { t } = useTranslation("scorecards");
  const { minimum, maximum } = criterion;
  const range = minimum !== null && maximum !== null ? ` · ${t("mark.range", { min: short(minimum), max: short(maximum) })}` : "";
  return (
    <span className="flex flex-wrap gap-1.5">
      <Badge>{t(`kind.${criterion.kind}`) + range}</Badge>
      {criterion.kind !== "text" && <Badge>{t("mark.weight", { weight: short(criterion.weight) })}</Badge>}
      {criterion.severity === "critical" && <Badge tone="warn">{t("severity.critical")}</Badge>}
      {criterion.severity === "fatal" && <Badge tone="bad">{t("severity.fatal")}</Badge>}
      {criterion.na_allowed && <Badge>{t("mark.na")}</Badge>}
      {!criterion.required && <Badge>{t("mark.optional")}</Badge>}
      {criterion.comment_required === "always" && <Badge tone="info">{t("mark.comment")}</Badge>}
      {criterion.comment_required === "below" && criterion.comment_below !== null && (
        <Badge tone="info">{t("mark.commentBelow", { value: short(criterion.comment_below) })}</Badge>
      )}
      {criterion.defect_class && <Badge>{t(`defect.${criterion.defect_class}`)}</Badge>}
      {dependsOn && <Badge tone="accent">{t("mark.conditional", { label: dependsOn })}</Badge>}
    </span>
  );
}
