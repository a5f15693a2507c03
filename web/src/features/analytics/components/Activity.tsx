import { useTranslation } from "react-i18next";
import { Link } from "react-router";

import type { ActivityOut } from "@/api/generated";
import { formatAgo, formatDateTime } from "@/lib/dates";
import { useHappeningText } from "@/parts/happening";
import { Avatar } from "@/parts/PersonName";
import { Card, EmptyState } from "@/ui";

function placeOf({ evaluation_id, call_id }: ActivityOut): string | undefined {
  if (evaluation_id) return `/evaluations/${evaluation_id}`;
  return call_id ? `/calls/${call_id}` : undefined;
}

/** The latest that happened, each entry leading to what it speaks of. */
export function Activity({ entries }: { entries: readonly ActivityOut[] }) {
  const { t } = useTranslation("analytics");
  return (
    <Card isFlush title={t("activity.title")}>
      {entries.length === 0 ? (
        <EmptyState kind="filtered" title={t("activity.none")} hint={t("activity.noneHint")} />
      ) : (
        <ol className="mt-2 divide-y divide-line border-t border-line">
          {entries.map((entry) => (
            <li key={entry.id} className="relative flex items-start gap-3 px-5 py-3">
              <Avatar name={entry.actor_name ?? t("activity.system")} />
              <div className="min-w-0">
                <Sentence entry={entry} />
                <time dateTime={entry.at} title={formatDateTime(entry.at)} className="text-sm text-ink-faint">
                  {formatAgo(entry.at)}
                </time>
              </div>
            </li>
          ))}
        </ol>
      )}
    </Card>
  );
}

function Sentence({ entry }: { entry: ActivityOut }) {
  const { t } = useTranslation("analytics");
  const textOf = useHappeningText();
  const to = placeOf(entry);
  const words = (
    <>
      <span className="font-medium">{entry.actor_name ?? t("activity.system")}</span> {textOf(entry)}
    </>
  );
  return <p className="break-words">{to ? <Link to={to} className="rounded-sm after:absolute after:inset-0 hover:text-primary">{words}</Link> : words}</p>;
}
