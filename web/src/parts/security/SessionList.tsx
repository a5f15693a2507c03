import { MonitorSmartphone } from "lucide-react";
import { useTranslation } from "react-i18next";

import type { OpenSessionOut } from "@/api/generated";
import { formatAgo, formatDateTime } from "@/lib/dates";
import { Badge, Button } from "@/ui";

export interface SessionListProps {
  sessions: readonly OpenSessionOut[];
  /** Which one is being ended right now. */
  endingId?: string | undefined;
  onEnd: (session: OpenSessionOut) => void;
}

/** Where an account is open; each but the one that looks can be ended. */
export function SessionList({ sessions, endingId, onEnd }: SessionListProps) {
  const { t } = useTranslation("security");
  return (
    <ul className="divide-y divide-line">
      {sessions.map((session) => (
        <li key={session.id} className="flex flex-wrap items-center gap-x-4 gap-y-2 py-3 first:pt-0 last:pb-0">
          <MonitorSmartphone size={20} className="shrink-0 text-ink-faint" aria-hidden />
          <div className="min-w-0 flex-1 basis-40">
            <p className="font-medium break-words">{session.device || t("sessions.unknown")}</p>
            <p className="text-sm text-ink-soft">
              {t("sessions.seen", { ago: formatAgo(session.used_at), address: session.address })}
              {session.single_sign_on && ` · ${t("sessions.single")}`}
            </p>
            <p className="text-sm text-ink-faint">{t("sessions.since", { date: formatDateTime(session.created_at) })}</p>
          </div>
          {session.current ? (
            <Badge tone="good">{t("sessions.current")}</Badge>
          ) : (
            <Button
              size="sm"
              isPending={endingId === session.id}
              aria-label={t("sessions.endOf", { device: session.device || t("sessions.unknown"), date: formatDateTime(session.created_at) })}
              onPress={() => onEnd(session)}
            >
              {t("sessions.end")}
            </Button>
          )}
        </li>
      ))}
    </ul>
  );
}
