import { useQuery, useQueryClient } from "@tanstack/react-query";
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
  const client = useQueryClient();
  const left = useMemo(() => ["deck", callId] as const, [callId]);
  const [chosen, setChosen] = useState(() => client.getQueryData<Place>(left)?.recording_id);
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
      // Another page about the same call goes on where this one was left.
      if (held.current && !player) client.setQueryData<Place>(left, { recording_id: id, at_seconds: held.current.player.getState().at });
      held.current = player ? { id, player } : null;
      if (!player) return;
      const place = waiting.current;
      const before = client.getQueryData<Place>(left);
      if (place?.recording_id === id) {
        waiting.current = null;
        jump(place);
      } else if (before?.recording_id === id) player.seek(before.at_seconds);
    },
    [jump, client, left],
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
