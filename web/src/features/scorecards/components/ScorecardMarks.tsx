import { Star } from "lucide-react";
import { useTranslation } from "react-i18next";

import type { ScorecardSummary } from "@/api/generated";
import { VersionStatusPill } from "@/parts/StatusPill";
import { Badge } from "@/ui";

export function ScorecardMarks({ card }: { card: Pick<ScorecardSummary, "status" | "is_default"> }) {
  const { t } = useTranslation("scorecards");
  return (
    <span className="inline-flex flex-wrap gap-1.5">
      <VersionStatusPill status={card.status} />
      {card.is_default && (
        <Badge tone="accent" icon={<Star size={13} aria-hidden />}>
          {t("default")}
        </Badge>
      )}
    </span>
  );
}
