import { type Hotkeys, useHotkeys } from "@/lib/hotkeys";

import { HELD_KEYS, PLAYER_KEYS } from "../core/keys";
import type { Player } from "../core/player";

type Keys = Readonly<Record<string, (player: Player) => void>>;

function bound(keys: Keys, player: Player): Hotkeys {
  return Object.fromEntries(Object.entries(keys).map(([key, act]) => [key, () => act(player)]));
}

/** The player's keys on the whole page; `hasSingle`: those of one letter, too. */
export function usePlayerKeys(player: Player, hasSingle: boolean): void {
  useHotkeys({ ...bound(HELD_KEYS, player), ...(hasSingle ? bound(PLAYER_KEYS, player) : {}) });
}
