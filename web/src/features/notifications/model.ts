import i18next from "i18next";
import { useTranslation } from "react-i18next";

import type { NotificationOut, UnreadOut } from "@/api/generated";
import { formatDate, formatDay } from "@/lib/dates";
import { getLocale } from "@/lib/locale";

/** Kinds in the order a person is asked about them. */
export const KINDS = [
  "evaluation.published",
  "evaluation.acknowledged",
  "evaluation.contested",
  "evaluation.decided",
  "evaluation.revised",
  "evaluation.closed",
  "evaluation.deadline-neared",
  "evaluation.decision-overdue",
  "plan.created",
  "plan.note-added",
  "plan.session-held",
  "plan.due-neared",
  "plan.concluded",
  "plan.cancelled",
  "import.committed",
  "import.failed",
] as const;

const MANY = 99;
/** Facts that are instants: said as a day. */
const INSTANTS = new Set(["due_at", "decide_by", "expires_at"]);
/** Facts that are days. */
const DAYS = new Set(["due_on", "held_on"]);

type Known = (key: string, facts: object) => string;

function inOurWords(key: string, facts: object, otherwise: string): string {
  const isKnown = i18next.exists(key, { lng: getLocale(), fallbackLng: [] });
  return isKnown ? (i18next.t as Known)(key, facts) : otherwise;
}

/** What a notice says in the language of the screen; the server's Portuguese sentence where we have no words. */
export function useNoticeText(): (notice: NotificationOut) => string {
  useTranslation("notifications"); // draws again when the language changes
  return ({ saying, facts, sentence }) => {
    const spoken: Record<string, unknown> = { ...facts };
    for (const name of INSTANTS) if (name in facts) spoken[name] = formatDate(String(facts[name]));
    for (const name of DAYS) if (name in facts) spoken[name] = formatDay(String(facts[name]));
    return inOurWords(`notifications:sayings.${saying}`, spoken, sentence);
  };
}

/** The name of a kind of notice. */
export function useKindName(): (kind: string) => string {
  useTranslation("notifications");
  return (kind) => inOurWords(`notifications:kinds.${kind}`, {}, kind);
}

/** The number on the bell; nothing when nothing waits. */
export function countText(unread: number, many: string): string {
  if (unread === 0) return "";
  return unread > MANY ? many : String(unread);
}

/** How many notices came between two pulses; none before the first one, nor when some were only read. */
export function arrivals(before: UnreadOut | undefined, now: UnreadOut | undefined): number {
  if (!before || !now || now.latest_id === before.latest_id || !now.latest_at) return 0;
  if (before.latest_at && now.latest_at < before.latest_at) return 0;
  return Math.max(1, now.unread - before.unread);
}
