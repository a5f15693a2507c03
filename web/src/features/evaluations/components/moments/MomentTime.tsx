import { CirclePlay } from "lucide-react";
import { useTranslation } from "react-i18next";

import { useDeck } from "@/parts/recordings/deck";
import { formatClock } from "@/player/core/time";

import type { Moment } from "../../model/moments";

/** `0:42` or `0:42–0:55` */
export function clockOf({ at_seconds, until_seconds }: Pick<Moment, "at_seconds" | "until_seconds">): string {
  return until_seconds === null ? formatClock(at_seconds) : `${formatClock(at_seconds)}–${formatClock(until_seconds)}`;
}

/** The second of a moment; pressing it takes the player there. Mere text once its recording is gone. */
export function MomentTime({ moment }: { moment: Moment }) {
  const { t } = useTranslation("evaluations");
  const deck = useDeck();
  const clock = clockOf(moment);
  if (!deck?.playable.some(({ id }) => id === moment.recording_id)) return <span className="text-sm font-medium text-ink-soft">{clock}</span>;
  return (
    <button
      type="button"
      aria-label={t("moments.listen", { at: clock })}
      onClick={() => deck.jump(moment)}
      className="inline-flex min-h-7 shrink-0 items-center gap-1.5 rounded-full bg-primary-soft px-2.5 text-sm font-medium text-primary hover:bg-hover"
    >
      <CirclePlay size={14} aria-hidden />
      {clock}
    </button>
  );
}
