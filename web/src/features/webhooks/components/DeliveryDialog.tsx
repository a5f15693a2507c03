import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";

import type { DeliveryOut } from "@/api/generated";
import { formatDateTime } from "@/lib/dates";
import { Dialog, Fact, Facts } from "@/ui";

import { DeliveryState } from "./DeliveryState";

function Plain({ children }: { children: ReactNode }) {
  return <pre className="max-h-48 overflow-auto rounded-md bg-sunken p-3 text-xs break-all whitespace-pre-wrap">{children}</pre>;
}

/** One delivery: what was sent, and what came back. */
export function DeliveryDialog({ found, onClose }: { found: DeliveryOut; onClose: () => void }) {
  const { t } = useTranslation("webhooks");
  const seconds = found.seconds === null ? "" : ` · ${t("deliveries.detail.seconds", { seconds: found.seconds.toFixed(2) })}`;
  return (
    <Dialog title={t("deliveries.detail.title")} isOpen onClose={onClose} size="lg">
      <Facts>
        <Fact name={t("deliveries.column.kind")}>
          <code>{found.kind}</code>
        </Fact>
        <Fact name={t("deliveries.webhook")}>{found.webhook_name}</Fact>
        <Fact name={t("deliveries.column.state")}>
          <DeliveryState state={found.state} />
        </Fact>
        <Fact name={t("deliveries.column.at")}>{formatDateTime(found.created_at)}</Fact>
        <Fact name={t("deliveries.column.tries")}>
          {found.tries}
          {found.due_at && ` · ${t("deliveries.nextTry", { date: formatDateTime(found.due_at) })}`}
        </Fact>
        <Fact name={t("deliveries.detail.id")}>
          <code className="text-xs break-all">{found.message_id}</code>
        </Fact>
        {found.problem && (
          <Fact name={t("deliveries.detail.problem")} isWide>
            {found.problem}
          </Fact>
        )}
        <Fact name={t("deliveries.detail.sent")} isWide>
          <Plain>{JSON.stringify(JSON.parse(found.body), null, 2)}</Plain>
        </Fact>
        <Fact name={`${t("deliveries.detail.answer")}${found.status === null ? "" : ` ${found.status}`}${seconds}`} isWide>
          <Plain>{found.answer || t("deliveries.detail.none")}</Plain>
        </Fact>
      </Facts>
    </Dialog>
  );
}
