import { Search, Send } from "lucide-react";
import { useTranslation } from "react-i18next";

import type { DeliveryOut } from "@/api/generated";
import { problemText, toProblem } from "@/api/problem";
import { formatDateTime } from "@/lib/dates";
import { can } from "@/parts/can";
import { type Column, IconButton, toast } from "@/ui";

import { useResend } from "../queries";
import { DeliveryState } from "./DeliveryState";

function Buttons({ found, onOpen }: { found: DeliveryOut; onOpen: (found: DeliveryOut) => void }) {
  const { t } = useTranslation("webhooks");
  const resend = useResend();
  const about = { kind: found.kind, date: formatDateTime(found.created_at) };
  const onError = (error: unknown): unknown => toast.failed(problemText(toProblem(error)));
  return (
    <span className="flex justify-end gap-1">
      {can(found, "resend") && (
        <IconButton
          label={t("deliveries.resendOf", about)}
          icon={<Send size={17} />}
          isPending={resend.isPending}
          onPress={() => resend.mutate(found.id, { onSuccess: () => toast.done(t("done.resent")), onError })}
        />
      )}
      <IconButton label={t("deliveries.openOf", about)} icon={<Search size={17} />} onPress={() => onOpen(found)} />
    </span>
  );
}

export function useDeliveryColumns(onOpen: (found: DeliveryOut) => void): Column<DeliveryOut>[] {
  const { t } = useTranslation("webhooks");
  return [
    {
      id: "kind",
      header: t("deliveries.column.kind"),
      isPrimary: true,
      cell: (found) => (
        <span className="block min-w-0 text-start">
          <code className="block font-semibold">{found.kind}</code>
          <span className="block text-sm font-normal text-ink-faint">{found.webhook_name}</span>
        </span>
      ),
    },
    { id: "at", header: t("deliveries.column.at"), cell: (found) => <span className="whitespace-nowrap">{formatDateTime(found.created_at)}</span> },
    { id: "state", header: t("deliveries.column.state"), cell: (found) => <DeliveryState state={found.state} /> },
    { id: "tries", header: t("deliveries.column.tries"), align: "end", cell: (found) => found.tries },
    {
      id: "answer",
      header: t("deliveries.column.answer"),
      cell: (found) => <span className="block max-w-80 break-words">{found.problem ?? found.status ?? t("deliveries.noAnswer")}</span>,
    },
    { id: "actions", header: t("deliveries.column.actions"), isAction: true, align: "end", cell: (found) => <Buttons found={found} onOpen={onOpen} /> },
  ];
}
