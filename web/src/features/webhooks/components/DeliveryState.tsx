import { CircleCheck, CircleDashed, CircleDot, CircleSlash, CircleX, type LucideIcon } from "lucide-react";
import { useTranslation } from "react-i18next";

import type { DeliveryOut } from "@/api/generated";
import { Badge, type Tone } from "@/ui";

export const STATES = ["pending", "sending", "delivered", "failed", "cancelled"] as const;

const LOOKS: Record<DeliveryOut["state"], [Tone, LucideIcon]> = {
  pending: ["info", CircleDashed],
  sending: ["info", CircleDot],
  delivered: ["good", CircleCheck],
  failed: ["bad", CircleX],
  cancelled: ["neutral", CircleSlash],
};

export function DeliveryState({ state }: { state: DeliveryOut["state"] }) {
  const { t } = useTranslation("webhooks");
  const [tone, Icon] = LOOKS[state];
  return (
    <Badge tone={tone} icon={<Icon size={14} aria-hidden />}>
      {t(`deliveries.state.${state}`)}
    </Badge>
  );
}
