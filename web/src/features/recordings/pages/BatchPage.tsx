import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useParams } from "react-router";

import type { BatchOut } from "@/api/generated";
import { problemText, toProblem } from "@/api/problem";
import { formatDate, formatDateTime } from "@/lib/dates";
import { formatNumber } from "@/lib/numbers";
import { can } from "@/parts/can";
import { QueryView } from "@/parts/QueryView";
import { Card, EmptyState, Notice, PageHeader } from "@/ui";

import { ConfirmBatch, DiscardBatch } from "../components/BatchActions";
import { BatchDrop } from "../components/BatchDrop";
import { BatchStatusPill } from "../components/BatchStatusPill";
import { ItemRow } from "../components/ItemRow";
import { RulesPanel } from "../components/RulesPanel";
import { SendingList } from "../components/SendingList";
import { countGroups, inOrder } from "../model/items";
import { useOutbox } from "../model/use-outbox";
import { useBatch, useChangeBatch } from "../queries";

export default function BatchPage() {
  const { id = "" } = useParams();
  return <QueryView query={useBatch(id)}>{(batch) => <BatchView key={batch.id} batch={batch} />}</QueryView>;
}

function BatchView({ batch }: { batch: BatchOut }) {
  const { t } = useTranslation("batches");
  const { batchId, isOnItsWay } = useOutbox();
  const isSending = isOnItsWay && batchId === batch.id;
  return (
    <>
      <PageHeader
        title={t("one", { date: formatDateTime(batch.created_at) })}
        back={{ to: "/recordings", label: t("title") }}
        marks={<BatchStatusPill status={batch.status} />}
        lead={batch.expires_at ? t("expires", { date: formatDate(batch.expires_at) }) : undefined}
        actions={
          <>
            <DiscardBatch batch={batch} />
            <ConfirmBatch batch={batch} isDisabled={isSending} />
          </>
        }
      />
      {batch.status === "confirmed" && <Ended batch={batch} />}
      {batch.status === "discarded" ? <EmptyState kind="nothing" title={t("discarded.title")} hint={t("discarded.hint")} /> : <Files batch={batch} />}
    </>
  );
}

function Ended({ batch: { items } }: { batch: BatchOut }) {
  const { t } = useTranslation("batches");
  const added = items.filter(({ recording_id }) => recording_id).length;
  return (
    <Notice tone="good" className="mb-6">
      {t("result.done", { count: added, formatted: formatNumber(added), total: formatNumber(items.length) })}
    </Notice>
  );
}

/** The order holds for as long as the page is open, so that an answer moves no row. */
function useOrdered(batch: BatchOut): BatchOut["items"] {
  const [order, setOrder] = useState<readonly string[]>(() => inOrder(batch.items).map(({ id }) => id));
  const known = new Set(order);
  const fresh = batch.items.filter(({ id }) => !known.has(id));
  if (fresh.length > 0) setOrder([...order, ...inOrder(fresh).map(({ id }) => id)]);
  const byId = new Map(batch.items.map((item) => [item.id, item]));
  return order.flatMap((id) => byId.get(id) ?? []);
}

function Files({ batch }: { batch: BatchOut }) {
  const { t } = useTranslation("batches");
  const change = useChangeBatch(batch.id);
  const isOpen = can(batch, "update");
  const counts = countGroups(batch);
  const items = useOrdered(batch);
  const said = (["matched", "undecided", "left", "problem"] as const).filter((group) => counts[group] > 0);
  return (
    <>
      <SendingList />
      {change.error && (
        <Notice tone="bad" className="mb-4">
          {problemText(toProblem(change.error))}
        </Notice>
      )}
      <Card isFlush title={isOpen ? said.map((group) => t(`counts.${group}`, { count: counts[group], formatted: formatNumber(counts[group]) })).join(" · ") : t("files")} className="mb-6">
        <ul aria-label={t("files")} className="mt-2 divide-y divide-line border-t border-line">
          {items.map((item) => (
            <ItemRow key={item.id} item={item} isOpen={isOpen} onChoose={(call_id) => change.mutate({ items: [{ id: item.id, call_id }] })} />
          ))}
        </ul>
      </Card>
      {isOpen && (
        <Card title={t("more")}>
          <BatchDrop batchId={batch.id} />
          <RulesPanel key={batch.id} batch={batch} />
        </Card>
      )}
    </>
  );
}
