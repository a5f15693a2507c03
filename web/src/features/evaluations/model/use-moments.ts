import { useState } from "react";

import { type Deck, useDeck } from "@/parts/recordings/deck";
import type { Mark } from "@/parts/recordings/PlayerDeck";

import { type Moment, momentsEntry, momentsOf, withMoment, withoutMoment } from "./moments";
import type { Draft } from "./use-draft";

export interface Moments {
  all: readonly Moment[];
  /** Whether there is anything to pin a moment to. */
  canPin: boolean;
  /** The one that is being written. */
  edited: Moment | null;
  edit: (moment: Moment | null) => void;
  /** Begins a comment at the present second. */
  begin: (criterion: string | null) => void;
  /** Pins an item's answer to the present second, with nothing to write. */
  pin: (criterion: string) => void;
  save: (moment: Moment) => void;
  remove: (moment: Moment) => void;
}

function momentHere(deck: Deck | null, criterion: string | null): Moment | null {
  const place = deck?.now();
  return place ? { id: crypto.randomUUID(), ...place, until_seconds: null, criterion, comment: "" } : null;
}

export function marksOf(moments: readonly Moment[]): Mark[] {
  return moments.map(({ recording_id, at_seconds, until_seconds }) => ({ recording_id, start: at_seconds, end: until_seconds ?? at_seconds }));
}

/** The moments of a draft, kept and sent as its answers are. */
export function useMoments({ state, sync }: Draft): Moments {
  const deck = useDeck();
  const [edited, edit] = useState<Moment | null>(null);
  const put = (change: (moments: readonly Moment[]) => Moment[]): void => sync.change(momentsEntry(change(momentsOf(sync.getState().answers))));
  const save = (moment: Moment): void => {
    put((moments) => withMoment(moments, moment));
    edit(null);
  };
  const pin = (criterion: string): void => {
    const moment = momentHere(deck, criterion);
    if (moment) put((moments) => withMoment(moments, moment));
  };
  return {
    all: momentsOf(state.answers),
    canPin: deck?.selected !== undefined,
    edited,
    edit,
    begin: (criterion) => edit(momentHere(deck, criterion)),
    pin,
    save,
    remove: ({ id }) => put((moments) => withoutMoment(moments, id)),
  };
}
