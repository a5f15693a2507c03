import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";

import type { BatchSummary } from "@/api/generated";
import { formatDate, formatDateTime } from "@/lib/dates";
import { formatNumber } from "@/lib/numbers";
import { useListState } from "@/lib/url-state";
import { ListView } from "@/parts/ListView";
import { Card, type Column, PageHeader } from "@/ui";

import { BatchDrop } from "../components/BatchDrop";
import { BatchStatusPill } from "../components/BatchStatusPill";
import { SendingList } from "../components/SendingList";
import { useOutbox } from "../model/use-outbox";
import { outbox, useBatchList } from "../queries";

const FILTERS = [] as const;

function useColumns(): Column<BatchSummary>[] {
  const { t } = useTranslation("batches");
  return [
    { id: "when", header: t("column.when"), isPrimary: true, className: "whitespace-nowrap", cell: ({ created_at }) => formatDateTime(created_at) },
    { id: "status", header: t("column.status"), cell: ({ status }) => <BatchStatusPill status={status} /> },
    { id: "files", header: t("column.files"), align: "end", cell: ({ files }) => formatNumber(files) },
    { id: "matched", header: t("column.matched"), align: "end", cell: ({ matched }) => formatNumber(matched) },
    { id: "expires", header: t("column.expires"), cell: ({ expires_at }) => (expires_at ? formatDate(expires_at) : "—") },
  ];
}

/** Opens the batch as soon as its first file has arrived. */
function useOpensBatch(): void {
  const navigate = useNavigate();
  const { batchId, isOnItsWay } = useOutbox();
  useEffect(() => {
    if (!isOnItsWay) outbox.clear();
    // Only what was here when the page opened is forgotten.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, []);
  useEffect(() => {
    if (batchId) void navigate(`/recordings/${batchId}`);
  }, [batchId, navigate]);
}

export default function BatchesPage() {
  const { t } = useTranslation("batches");
  const state = useListState(FILTERS);
  const query = useBatchList(state.cursor ? { cursor: state.cursor } : {});
  useOpensBatch();
  return (
    <>
      <PageHeader title={t("title")} lead={t("lead")} />
      <SendingList />
      <Card className="mb-6">
        <BatchDrop batchId={null} />
      </Card>
      <ListView
        query={query}
        state={state}
        caption={t("table")}
        columns={useColumns()}
        rowKey={({ id }) => id}
        rowHref={({ id }) => `/recordings/${id}`}
        nothing={{ title: t("empty.title"), hint: t("empty.hint") }}
      />
    </>
  );
}
