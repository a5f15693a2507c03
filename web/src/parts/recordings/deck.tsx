import { useQuery } from "@tanstack/react-query";
import { createContext, type ReactNode, useCallback, useContext, useMemo, useRef, useState } from "react";

import type { Player } from "@/player/core/player";

import { type Recording, recordingsQuery } from "./queries";

/** A second, or a stretch, of one recording. */
export interface Place {
  recording_id: string;
  at_seconds: number;
}

export const DECK_ID = "recording-deck";

/** The player of a page, for everything on the page that points at a second of the call. */
export interface Deck {
  callId: string;
  /** Those that can be listened to. */
  playable: readonly Recording[];
  selected: Recording | undefined;
  select: (id: string) => void;
  /** Goes there and plays. */
  jump: (place: Place) => void;
  /** Where the player stands; null when there is nothing to listen to. */
  now: () => Place | null;
  /** The player takes its place, or leaves it. */
  attach: (id: string, player: Player | null) => void;
}

const DeckContext = createContext<Deck | null>(null);

const toTenth = (seconds: number): number => Math.round(seconds * 10) / 10;

/** Holds together a call's recordings, the player and whatever jumps to a second of them. */
export function DeckProvider({ callId, children }: { callId: string; children: ReactNode }) {
  const { data } = useQuery(recordingsQuery(callId));
  const [chosen, setChosen] = useState<string>();
  const held = useRef<{ id: string; player: Player } | null>(null);
  const waiting = useRef<Place | null>(null);
  const playable = useMemo(() => data?.items.filter((one) => one.is_playable && one.status === "ready") ?? [], [data]);
  const selected = playable.find(({ id }) => id === chosen) ?? playable[0];
  const selectedId = selected?.id;

  const jump = useCallback((place: Place) => {
    document.getElementById(DECK_ID)?.scrollIntoView({ block: "nearest" });
    if (held.current?.id === place.recording_id) {
      held.current.player.seek(place.at_seconds);
      held.current.player.play();
      return;
    }
    waiting.current = place;
    setChosen(place.recording_id);
  }, []);
  const attach = useCallback(
    (id: string, player: Player | null) => {
      held.current = player ? { id, player } : null;
      const place = waiting.current;
      if (!player || place?.recording_id !== id) return;
      waiting.current = null;
      jump(place);
    },
    [jump],
  );
  const now = useCallback((): Place | null => {
    if (held.current) return { recording_id: held.current.id, at_seconds: toTenth(held.current.player.getState().at) };
    return selectedId ? { recording_id: selectedId, at_seconds: 0 } : null;
  }, [selectedId]);
  const deck = useMemo<Deck>(() => ({ callId, playable, selected, select: setChosen, jump, now, attach }), [callId, playable, selected, jump, now, attach]);
  return <DeckContext value={deck}>{children}</DeckContext>;
}

/** The deck of the page; null where there is none. */
export function useDeck(): Deck | null {
  return useContext(DeckContext);
}
