import { lazy, type ReactNode, Suspense } from "react";
import { useTranslation } from "react-i18next";

import type { Span } from "@/player/core/time";
import { Select, Skeleton } from "@/ui";

import { DECK_ID, useDeck } from "./deck";

const DeckPlayer = lazy(() => import("./DeckPlayer"));

export interface Mark extends Span {
  recording_id: string;
}

export interface PlayerDeckProps {
  marks?: readonly Mark[];
  /** Whether the player's keys of one letter work. */
  hasKeys?: boolean;
  /** Further buttons of the player. */
  actions?: ReactNode;
  /** Little room: what is long is folded. */
  isCompact?: boolean;
}

/** The player of the page, on the recording that is chosen; nothing when there is none to listen to. */
export function PlayerDeck({ marks = [], hasKeys = true, actions, isCompact = false }: PlayerDeckProps) {
  const { t } = useTranslation("recordings");
  const deck = useDeck();
  if (!deck?.selected) return null;
  const { playable, selected, select } = deck;
  return (
    <div id={DECK_ID} className="flex scroll-mt-20 flex-col gap-3">
      {playable.length > 1 && (
        <Select label={t("which")} hideLabel options={playable.map(({ id, file_name }) => ({ id, label: file_name }))} value={selected.id} onChange={select} />
      )}
      <Suspense fallback={<Skeleton className="h-40" />}>
        <DeckPlayer key={selected.id} recording={selected} marks={marks.filter(({ recording_id }) => recording_id === selected.id)} hasKeys={hasKeys} actions={actions} isCompact={isCompact} />
      </Suspense>
    </div>
  );
}
