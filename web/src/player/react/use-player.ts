import { useEffect, useState, useSyncExternalStore } from "react";

import { Player, type PlayerState, type Source } from "../core/player";

/** One player while its component stands; give the component a `key` to begin with another sound. */
export function usePlayer(source: Source): Player {
  const [player] = useState(() => new Player(new Audio(), source));
  useEffect(() => player.start(), [player]);
  return player;
}

export function usePlayerState(player: Player): PlayerState {
  return useSyncExternalStore(player.subscribe, player.getState);
}
