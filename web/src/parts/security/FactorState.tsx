import { ShieldAlert, ShieldCheck } from "lucide-react";
import { useTranslation } from "react-i18next";

import type { SecondFactorOut } from "@/api/generated";
import { formatDate } from "@/lib/dates";
import { Badge, Fact, Facts } from "@/ui";

/** How it stands with a second factor, one's own or another's. */
export function FactorState({ factor }: { factor: SecondFactorOut }) {
  const { t } = useTranslation("security");
  return (
    <Facts>
      <Fact name={t("factor.state")}>
        {factor.enabled ? (
          <Badge tone="good" icon={<ShieldCheck size={14} aria-hidden />}>
            {t("factor.on", { date: formatDate(factor.enabled_at) })}
          </Badge>
        ) : (
          <Badge tone={factor.required ? "bad" : "neutral"} icon={<ShieldAlert size={14} aria-hidden />}>
            {t(factor.required ? "factor.owed" : "factor.off")}
          </Badge>
        )}
      </Fact>
      {factor.enabled && <Fact name={t("factor.left")}>{t("factor.leftCount", { count: factor.recovery_codes_left })}</Fact>}
    </Facts>
  );
}
