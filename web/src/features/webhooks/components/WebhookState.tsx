import { CircleCheck, CirclePause, CircleX, TriangleAlert } from "lucide-react";
import { useTranslation } from "react-i18next";

import type { WebhookOut } from "@/api/generated";
import { Badge } from "@/ui";

export function WebhookState({ found }: { found: WebhookOut }) {
  const { t } = useTranslation("webhooks");
  if (found.off_reason) {
    return (
      <Badge tone="bad" icon={<CircleX size={14} aria-hidden />}>
        {t(found.off_reason === "gone" ? "state.gone" : "state.hopeless")}
      </Badge>
    );
  }
  if (!found.active) return <Badge icon={<CirclePause size={14} aria-hidden />}>{t("state.off")}</Badge>;
  if (found.failures > 0) {
    return (
      <Badge tone="warn" icon={<TriangleAlert size={14} aria-hidden />}>
        {t("state.failing", { count: found.failures })}
      </Badge>
    );
  }
  return (
    <Badge tone="good" icon={<CircleCheck size={14} aria-hidden />}>
      {t("state.on")}
    </Badge>
  );
}
