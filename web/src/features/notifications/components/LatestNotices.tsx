import { useTranslation } from "react-i18next";
import { Link } from "react-router";

import { QueryView } from "@/parts/QueryView";
import { Button, buttonClass, EmptyState, SkeletonRows } from "@/ui";

import { useNotices, useReadAll, useUnread } from "../queries";
import { NoticeList } from "./NoticeList";

const SHOWN = 6;

/** The latest notices, as the bell shows them. */
export default function LatestNotices({ onVisit }: { onVisit: () => void }) {
  const { t } = useTranslation("notifications");
  const query = useNotices({ limit: SHOWN });
  const unread = useUnread();
  const readAll = useReadAll();
  const until = unread && unread.unread > 0 ? unread.latest_at : null;
  return (
    <>
      <div className="flex min-h-12 items-center justify-between gap-3 border-b border-line px-5 py-1.5">
        <h2 className="text-base">{t("title")}</h2>
        {until && (
          <Button size="sm" variant="quiet" onPress={() => readAll.mutate(until)} isPending={readAll.isPending}>
            {t("readAll")}
          </Button>
        )}
      </div>
      <div className="min-h-0 flex-1 overflow-y-auto">
        <QueryView query={query} skeleton={<SkeletonRows rows={4} />}>
          {({ items }) =>
            items.length === 0 ? <EmptyState kind="nothing" title={t("empty.title")} hint={t("empty.text")} /> : <NoticeList notices={items} onVisit={onVisit} />
          }
        </QueryView>
      </div>
      <div className="border-t border-line p-2 text-center">
        <Link to="/notifications" onClick={onVisit} className={buttonClass("quiet", "sm")}>
          {t("seeAll")}
        </Link>
      </div>
    </>
  );
}
