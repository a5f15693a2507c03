import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";

import { formatDateTime, formatDuration } from "@/lib/dates";
import { useCategoryLabel } from "@/parts/categories";

import type { Call } from "../../queries";

/** The facts of the call beside the form. */
export function CallPanel({ call }: { call: Call }) {
  const { t } = useTranslation(["evaluations", "parts"]);
  const categoryOf = useCategoryLabel();
  return (
    <section aria-label={t("evaluations:scoring.callFacts")} className="rounded-lg border border-line bg-surface p-5 shadow-card">
      <div className="flex flex-wrap items-baseline justify-between gap-x-3">
        <Link to={`/calls/${call.id}`} className="rounded-sm font-semibold hover:text-primary">
          {call.protocol}
        </Link>
        <span className="text-sm text-ink-faint">{t(`parts:channel.${call.channel}`)}</span>
      </div>
      {call.subject && <p className="mt-1 break-words">{call.subject}</p>}
      <dl className="mt-4 grid grid-cols-[auto_minmax(0,1fr)] gap-x-4 gap-y-2 text-[0.9375rem]">
        <Row name={t("evaluations:fields.operator")}>
          <span className="font-medium">{call.operator_name}</span>
          {call.team_name && <span className="block text-sm text-ink-faint">{call.team_name}</span>}
        </Row>
        <Row name={t("evaluations:fields.customer")}>{call.customer_name ?? t("evaluations:fields.unknown")}</Row>
        <Row name={t("evaluations:fields.category")}>{categoryOf(call.category)}</Row>
        <Row name={t("evaluations:fields.date")}>{formatDateTime(call.started_at)}</Row>
        <Row name={t("evaluations:fields.duration")}>{formatDuration(call.duration_seconds)}</Row>
      </dl>
      {call.notes && (
        <div className="mt-4 border-t border-line pt-3">
          <h2 className="text-sm font-normal text-ink-faint">{t("evaluations:fields.notes")}</h2>
          <p className="mt-1 max-h-36 overflow-y-auto text-[0.9375rem] whitespace-pre-line" tabIndex={call.notes.length > 200 ? 0 : undefined}>
            {call.notes}
          </p>
        </div>
      )}
    </section>
  );
}

function Row({ name, children }: { name: string; children: ReactNode }) {
  return (
    <>
      <dt className="text-sm leading-6 text-ink-faint">{name}</dt>
      <dd className="min-w-0 break-words">{children}</dd>
    </>
  );
}
