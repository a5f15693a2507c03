import { CheckCheck, SlidersHorizontal } from "lucide-react";
import { useTranslation } from "react-i18next";

import type { NotificationPage } from "@/api/generated";
import { type ListState, useListState, valuesOf } from "@/lib/url-state";
import { QueryView } from "@/parts/QueryView";
import { Button, ButtonLink, Card, EmptyState, PageHeader, Pagination, SkeletonRows, toast } from "@/ui";

import { FILTERS, NoticeFilters } from "../components/NoticeFilters";
import { NoticeList } from "../components/NoticeList";
import { KINDS } from "../model";
import { useNotices, usePreferences, useReadAll, useUnread } from "../queries";

type State = ListState<(typeof FILTERS)[number]>;

function PageActions() {
  const { t } = useTranslation("notifications");
  const unread = useUnread();
  const readAll = useReadAll();
  const until = unread?.latest_at;
  return (
    <>
      <ButtonLink to="/notifications/preferences" icon={<SlidersHorizontal size={16} />}>
        {t("choose")}
      </ButtonLink>
      {until && unread.unread > 0 && (
        <Button
          variant="primary"
          icon={<CheckCheck size={16} />}
          isPending={readAll.isPending}
          onPress={() => readAll.mutate(until, { onSuccess: () => toast.done(t("allRead")) })}
        >
          {t("readAll")}
        </Button>
      )}
    </>
  );
}

function Notices({ page, state }: { page: NotificationPage; state: State }) {
  const { t } = useTranslation(["notifications", "ui"]);
  const { items, next_cursor, total } = page;
  if (items.length > 0) {
    return (
      <>
        <NoticeList notices={items} />
        <Pagination total={total} page={state.page} onBack={state.goBack} onNext={next_cursor ? () => state.goNext(next_cursor) : undefined} />
      </>
    );
  }
  const toAll = <Button onPress={state.clear}>{t("ui:clearFilters")}</Button>;
  if (state.filters.kind) return <EmptyState kind="filtered" action={toAll} />;
  if (state.filters.unread) return <EmptyState kind="nothing" title={t("notifications:empty.none")} hint={t("notifications:empty.noneText")} action={toAll} />;
  return <EmptyState kind="nothing" title={t("notifications:empty.title")} hint={t("notifications:empty.text")} />;
}

export default function NotificationsPage() {
  const { t } = useTranslation("notifications");
  const state = useListState(FILTERS);
  const { unread, kind } = state.filters;
  const query = useNotices({ limit: 25, unread: unread === "true", kind: valuesOf(kind), ...(state.cursor ? { cursor: state.cursor } : {}) });
  const kinds = usePreferences().data?.kinds.map((choice) => choice.kind) ?? KINDS;
  return (
    <div className="max-w-5xl">
      <PageHeader title={t("title")} lead={t("intro")} actions={<PageActions />} />
      <NoticeFilters state={state} kinds={kinds} />
      <Card isFlush className="overflow-hidden">
        <QueryView query={query} skeleton={<SkeletonRows rows={8} />}>
          {(page) => <Notices page={page} state={state} />}
        </QueryView>
      </Card>
    </div>
  );
}
