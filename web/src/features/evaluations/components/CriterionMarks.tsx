import { OctagonAlert, TriangleAlert } from "lucide-react";
import { useTranslation } from "react-i18next";

import type { CriterionOut } from "@/api/generated";
import { Badge } from "@/ui";

/** Says that a criterion is critical, or that failing it is fatal and for what. */
export function CriterionMarks({ criterion }: { criterion: Pick<CriterionOut, "severity" | "fatal_scope"> }) {
  const { t } = useTranslation("evaluations");
  if (criterion.severity === "none") return null;
  if (criterion.severity === "critical") {
    return (
      <Badge tone="warn" icon={<TriangleAlert size={13} aria-hidden />}>
        {t("marks.critical")}
      </Badge>
    );
  }
  return (
    <Badge tone="bad" icon={<OctagonAlert size={13} aria-hidden />}>
      {criterion.fatal_scope === "section" ? t("marks.fatalSection") : t("marks.fatalForm")}
    </Badge>
  );
}
