import { Hourglass, KeyRound, ShieldCheck } from "lucide-react";
import { useTranslation } from "react-i18next";

import type { AuditChangeOut, AuditEntryOut } from "@/api/generated";
import { formatDateTime } from "@/lib/dates";
import { useHappeningText } from "@/parts/happening";
import { Badge, type Column } from "@/ui";

function What({ entry }: { entry: AuditEntryOut }) {
  const { t } = useTranslation("audit");
  const said = useHappeningText();
  return (
    <div className="max-w-prose text-start">
      <p>
        <span className="font-medium">{entry.actor_name ?? t("system")}</span> <span className="font-normal">{said(entry)}</span>
      </p>
      {entry.key_name !== null && (
        <p className="mt-1 flex items-start gap-1.5 text-sm font-normal text-ink-faint">
          <KeyRound size={14} className="mt-0.5 shrink-0" aria-hidden />
          <span className="min-w-0 break-words">{t("byKey", { key: entry.key_name })}</span>
        </p>
      )}
    </div>
  );
}

function Changes({ changes }: { changes: readonly AuditChangeOut[] }) {
  const { t } = useTranslation("audit");
  if (changes.length === 0) return <span className="text-ink-faint">{t("nothingChanged")}</span>;
  return (
    <ul className="flex flex-col gap-1 text-sm">
      {changes.map(({ field, before, after }) => (
        <li key={field} className="break-words">
          <span className="text-ink-faint">{field}:</span> {before ?? t("noValue")} → <span className="font-medium">{after ?? t("noValue")}</span>
        </li>
      ))}
    </ul>
  );
}

function Seal({ position }: { position: number | null }) {
  const { t } = useTranslation("audit");
  return position === null ? (
    <Badge icon={<Hourglass size={13} aria-hidden />}>{t("waiting")}</Badge>
  ) : (
    <Badge tone="good" icon={<ShieldCheck size={13} aria-hidden />}>
      {t("sealed")} {position}
    </Badge>
  );
}

export function useColumns(): Column<AuditEntryOut>[] {
  const { t } = useTranslation("audit");
  return [
    { id: "what", header: t("column.what"), isPrimary: true, cell: (entry) => <What entry={entry} /> },
    { id: "at", header: t("column.at"), cell: (entry) => <span className="whitespace-nowrap">{formatDateTime(entry.at)}</span> },
    { id: "change", header: t("column.change"), cell: (entry) => <Changes changes={entry.changes} /> },
    { id: "request", header: t("column.request"), isExtra: true, cell: (entry) => <code className="text-xs break-all text-ink-faint">{entry.request_id ?? "—"}</code> },
    { id: "chain", header: t("column.chain"), cell: (entry) => <Seal position={entry.position} /> },
  ];
}
