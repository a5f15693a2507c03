import { useTranslation } from "react-i18next";
import { Link } from "react-router";

import { formatDateTime, formatDuration } from "@/lib/dates";
import { useCategoryLabel } from "@/parts/categories";
import { PersonName } from "@/parts/PersonName";
import { Fact } from "@/ui";

import type { Call } from "../../queries";

/** The facts of the call beside the form; a player will stand above them. */
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
      <dl className="mt-4 grid grid-cols-1 gap-3 text-[0.9375rem] sm:max-lg:grid-cols-2">
        <Fact name={t("evaluations:fields.operator")}>
          <PersonName name={call.operator_name} hint={call.team_name ?? undefined} />
        </Fact>
        <Fact name={t("evaluations:fields.customer")}>{call.customer_name ?? t("evaluations:fields.unknown")}</Fact>
        <Fact name={t("evaluations:fields.category")}>{categoryOf(call.category)}</Fact>
        <Fact name={t("evaluations:fields.when")}>
          {formatDateTime(call.started_at)}
          {call.duration_seconds !== null && <span className="text-ink-faint">{` · ${formatDuration(call.duration_seconds)}`}</span>}
        </Fact>
        {call.notes && (
          <Fact name={t("evaluations:fields.notes")} isWide>
            <p className="max-h-40 overflow-y-auto whitespace-pre-line" tabIndex={call.notes.length > 240 ? 0 : undefined}>
              {call.notes}
            </p>
          </Fact>
        )}
      </dl>
    </section>
  );
}
