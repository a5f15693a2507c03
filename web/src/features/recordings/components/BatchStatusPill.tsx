import { CircleCheck, CircleDashed, CircleSlash, type LucideIcon } from "lucide-react";
import { useTranslation } from "react-i18next";

import type { BatchStatus } from "@/api/generated";
import { Badge, type Tone } from "@/ui";

const LOOKS: Record<BatchStatus, [Tone, LucideIcon]> = {
  open: ["warn", CircleDashed],
  confirmed: ["good", CircleCheck],
  discarded: ["neutral", CircleSlash],
};

export function BatchStatusPill({ status }: { status: BatchStatus }) {
  const { t } = useTranslation("batches");
  const [tone, Icon] = LOOKS[status];
  return (
    <Badge tone={tone} icon={<Icon size={14} aria-hidden />}>
      {t(`status.${status}`)}
    </Badge>
  );
}
