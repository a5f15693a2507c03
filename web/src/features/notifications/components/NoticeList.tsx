import { useTranslation } from "react-i18next";
import { Link } from "react-router";

import type { NotificationOut } from "@/api/generated";
import { cn } from "@/lib/cn";
import { formatAgo, formatDateTime } from "@/lib/dates";

import { useKindName, useNoticeText } from "../model";
import { useRead } from "../queries";

export interface NoticeListProps {
  notices: readonly NotificationOut[];
  onVisit?: () => void;
}

/** Notices, each a link to what it speaks of; following it is reading it. */
export function NoticeList({ notices, onVisit }: NoticeListProps) {
  const { t } = useTranslation("notifications");
  const read = useRead();
  const visit = ({ id, read_at }: NotificationOut): void => {
    if (!read_at) read.mutate(id);
    onVisit?.();
  };
  return (
    <ul aria-label={t("list.label")} className="divide-y divide-line">
      {notices.map((notice) => (
        <li key={notice.id}>
          <Notice notice={notice} onVisit={() => visit(notice)} />
        </li>
      ))}
    </ul>
  );
}

function Notice({ notice, onVisit }: { notice: NotificationOut; onVisit: () => void }) {
  const { t } = useTranslation("notifications");
  const textOf = useNoticeText();
  const nameOf = useKindName();
  const isUnread = notice.read_at === null;
  return (
    <Link to={notice.screen} onClick={onVisit} className="flex gap-3 px-5 py-3.5 -outline-offset-2 hover:bg-hover">
      <span aria-hidden className={cn("mt-1.5 size-2.5 shrink-0 rounded-full", isUnread ? "bg-primary" : "bg-transparent")} />
      <span className="min-w-0 flex-1">
        <span className="flex flex-wrap items-baseline justify-between gap-x-3 text-sm">
          <span className={cn(isUnread ? "font-semibold text-ink" : "text-ink-soft")}>
            {nameOf(notice.kind)}
            {isUnread && <span className="sr-only">{` (${t("unread")})`}</span>}
          </span>
          <time dateTime={notice.at} title={formatDateTime(notice.at)} className="text-ink-faint">
            {formatAgo(notice.at)}
          </time>
        </span>
        <span className={cn("mt-0.5 block text-[0.9375rem] break-words", !isUnread && "text-ink-soft")}>{textOf(notice)}</span>
      </span>
    </Link>
  );
}
