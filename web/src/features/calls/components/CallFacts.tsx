import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";

import type { CallDetailOut } from "@/api/generated";
import { formatDateTime, formatDuration } from "@/lib/dates";
import { formatNumber } from "@/lib/numbers";
import { useCategoryLabel } from "@/parts/categories";
import { PersonName } from "@/parts/PersonName";
import { Card, Fact, Facts } from "@/ui";

interface Props {
  call: CallDetailOut;
}

export function ContactCard({ call }: Props) {
  const { t } = useTranslation(["calls", "parts"]);
  const category = useCategoryLabel();
  return (
    <Card title={t("calls:detail.contact")}>
      <Facts>
        <Fact name={t("calls:column.operator")}>
          <PersonName name={call.operator_name} hint={call.team_name ?? undefined} />
        </Fact>
        <Fact name={t("calls:column.category")}>{category(call.category)}</Fact>
        <Fact name={t("calls:detail.channel")}>{t(`parts:channel.${call.channel}`)}</Fact>
        <Fact name={t("calls:column.duration")}>{formatDuration(call.duration_seconds)}</Fact>
        <Fact name={t("calls:column.startedAt")}>{formatDateTime(call.started_at)}</Fact>
        <Fact name={t("calls:detail.endedAt")}>{formatDateTime(call.ended_at)}</Fact>
        {call.csat !== null && <Fact name={t("calls:form.csat")}>{t("calls:detail.ofFive", { value: formatNumber(call.csat, Number.isInteger(call.csat) ? 0 : 2) })}</Fact>}
        {call.external_id && <Fact name={t("calls:detail.externalId")}>{call.external_id}</Fact>}
        {call.source && <Fact name={t("calls:detail.source")}>{call.source}</Fact>}
        {call.subject && (
          <Fact name={t("calls:detail.subject")} isWide>
            {call.subject}
          </Fact>
        )}
        {call.notes && (
          <Fact name={t("calls:detail.notes")} isWide>
            <span className="whitespace-pre-line">{call.notes}</span>
          </Fact>
        )}
      </Facts>
    </Card>
  );
}

export function CustomerCard({ call, aside }: Props & { aside?: ReactNode }) {
  const { t } = useTranslation("calls");
  const isKnown = call.customer_name ?? call.customer_phone ?? call.customer_document;
  return (
    <Card title={t("detail.customer")} aside={aside}>
      {isKnown ? (
        <Facts>
          <Fact name={t("detail.name")} isWide>
            {call.customer_name ?? "—"}
          </Fact>
          <Fact name={t("detail.phone")}>{call.customer_phone ?? "—"}</Fact>
          <Fact name={t("detail.document")}>{call.customer_document ?? "—"}</Fact>
        </Facts>
      ) : (
        <p className="text-ink-soft">{t("noCustomer")}</p>
      )}
    </Card>
  );
}
