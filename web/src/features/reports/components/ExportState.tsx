import { CircleAlert, CircleCheck, CircleDashed, CircleDot, CircleSlash, type LucideIcon, TimerOff } from "lucide-react";
import { useTranslation } from "react-i18next";

import type { ExportOut, ExportStatus } from "@/api/generated";
import { formatDateTime } from "@/lib/dates";
import { formatNumber } from "@/lib/numbers";
import { Badge, ProgressBar, type Tone } from "@/ui";

const LOOKS: Record<ExportStatus, [Tone, LucideIcon]> = {
  queued: ["neutral", CircleDashed],
  running: ["info", CircleDot],
  ready: ["good", CircleCheck],
  failed: ["bad", CircleAlert],
  cancelled: ["warn", CircleSlash],
  expired: ["neutral", TimerOff],
};

function share({ rows_done, rows_total }: ExportOut): number | undefined {
  return rows_total ? Math.min(100, (100 * rows_done) / rows_total) : undefined;
}

/** How an export is: its status, how far it is, why it failed, until when its file is there. */
export function ExportState({ found }: { found: ExportOut }) {
  const { t } = useTranslation("exports");
  const [tone, Icon] = LOOKS[found.status];
  const rate = found.rows_per_second;
  return (
    <span className="flex min-w-0 flex-col items-start gap-1.5">
      <Badge tone={tone} icon={<Icon size={14} aria-hidden />}>
        {t(`status.${found.status}`)}
      </Badge>
      {found.status === "running" && (
        <>
          <ProgressBar className="w-48 max-w-full" hideLabel label={t("progress.label", { name: found.file_name })} value={share(found)} />
          {rate !== null && <span className="text-sm text-ink-faint">{t("progress.rate", { rate: formatNumber(Math.round(rate)) })}</span>}
        </>
      )}
      {found.status === "failed" && <span className="text-sm text-ink-soft">{found.problem}</span>}
      {found.status === "ready" && found.expires_at && (
        <span className="text-sm text-ink-faint">{t("until", { when: formatDateTime(found.expires_at) })}</span>
      )}
    </span>
  );
}
