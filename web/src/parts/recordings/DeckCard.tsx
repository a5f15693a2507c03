import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";

import { can } from "../can";
import { useDeck } from "./deck";
import { Listens } from "./Listens";
import { PlayerDeck, type PlayerDeckProps } from "./PlayerDeck";
import { useNoteText } from "./note-text";

/** The player in a card of its own beside what is being read or filled; nothing when there is nothing to listen to. */
export function DeckCard({ children, ...player }: PlayerDeckProps & { children?: ReactNode }) {
  const { t } = useTranslation("recordings");
  const noteText = useNoteText();
  const selected = useDeck()?.selected;
  if (!selected) return null;
  return (
    <section aria-label={t("title")} className="flex min-w-0 flex-col gap-2 rounded-lg border border-line bg-surface p-4 shadow-card">
      <PlayerDeck isCompact {...player} />
      {selected.channel_notes.map((note) => (
        <p key={`${note.code} ${String(note.channel)}`} className="text-sm text-ink-soft">
          {noteText(note)}
        </p>
      ))}
      {children}
      {can(selected, "see-listens") && <Listens recording={selected} />}
    </section>
  );
}
