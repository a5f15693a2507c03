import { CircleAlert, CircleCheck, Clock } from "lucide-react";
import { useTranslation } from "react-i18next";

import { formatNumber } from "@/lib/numbers";
import { Button, Card, ProgressBar } from "@/ui";

import type { Letter } from "../model/outbox";
import { useOutbox } from "../model/use-outbox";
import { outbox } from "../queries";

const SEEN = 6;

/** A few of those that wait and of those that have arrived, the latest; each that is on its way or was refused. */
function inSight(letters: readonly Letter[]): Letter[] {
  const waiting = letters.filter(({ state }) => state === "waiting").slice(0, SEEN);
  const sent = letters.filter(({ state }) => state === "sent").slice(-SEEN);
  return letters.filter((letter) => letter.state === "sending" || letter.state === "refused" || waiting.includes(letter) || sent.includes(letter));
}

/** Every file that is being sent, how far it is, and what was refused and why. */
export function SendingList() {
  const { t } = useTranslation("batches");
  const { letters, isOnItsWay } = useOutbox();
  if (letters.length === 0) return null;
  const done = letters.filter(({ state }) => state === "sent").length;
  const refused = letters.filter(({ state }) => state === "refused").length;
  const title = t("sending.title", { done: formatNumber(done), count: letters.length, total: formatNumber(letters.length) });
  return (
    <Card
      title={title}
      aside={
        !isOnItsWay && (
          <Button size="sm" variant="quiet" onPress={() => outbox.clear()}>
            {t("sending.clear")}
          </Button>
        )
      }
      className="mb-6"
    >
      <p role="status" className="sr-only">
        {isOnItsWay ? "" : t("sending.ended", { done: formatNumber(done), refused: formatNumber(refused) })}
      </p>
      <ul className="flex flex-col gap-2" aria-label={title}>
        {inSight(letters).map((letter) => (
          <LetterRow key={letter.key} letter={letter} />
        ))}
      </ul>
    </Card>
  );
}

function LetterRow({ letter: { name, share, state, reason } }: { letter: Letter }) {
  const { t } = useTranslation("batches");
  if (state === "sending") {
    return (
      <li>
        <ProgressBar label={name} value={Math.round(share * 100)} />
      </li>
    );
  }
  const look = { waiting: [Clock, "text-ink-faint"], sent: [CircleCheck, "text-good"], refused: [CircleAlert, "text-bad"] } as const;
  const [Icon, tone] = look[state];
  return (
    <li className="flex items-start gap-2 text-sm">
      <Icon size={16} aria-hidden className={`mt-0.5 shrink-0 ${tone}`} />
      <span className="min-w-0 wrap-anywhere">{name}</span>
      <span className={`ml-auto shrink-0 text-right ${state === "refused" ? "text-bad" : "text-ink-soft"}`}>{reason ?? t(`sending.${state}`)}</span>
    </li>
  );
}
