import { CircleAlert, CircleCheck, CircleDashed, CircleDot, CircleSlash, ListChecks, type LucideIcon, Undo2 } from "lucide-react";
import { useTranslation } from "react-i18next";

import type { ImportStatus } from "@/api/generated";
import { Badge, type Tone } from "@/ui";

const LOOKS: Record<ImportStatus, [Tone, LucideIcon]> = {
  uploaded: ["warn", CircleDashed],
  checking: ["info", CircleDot],
  checked: ["info", ListChecks],
  committing: ["info", CircleDot],
  committed: ["good", CircleCheck],
  cancelled: ["warn", CircleSlash],
  failed: ["bad", CircleAlert],
  undoing: ["info", CircleDot],
  undone: ["neutral", Undo2],
};

export function ImportStatusPill({ status }: { status: ImportStatus }) {
  const { t } = useTranslation("imports");
  const [tone, Icon] = LOOKS[status];
  return (
    <Badge tone={tone} icon={<Icon size={14} aria-hidden />}>
      {t(`status.${status}`)}
    </Badge>
  );
}
