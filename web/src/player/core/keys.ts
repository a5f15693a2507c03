import type { Player } from "./player";

export const STEP = 5;

/** What each key does to the player. None of them answers a question of a scorecard. */
export const PLAYER_KEYS = {
  k: (player: Player) => player.toggle(),
  j: (player: Player) => player.step(-STEP),
  l: (player: Player) => player.step(STEP),
  ",": (player: Player) => player.slower(),
  ".": (player: Player) => player.faster(),
  s: (player: Player) => player.setSkipsSilence(!player.getState().skipsSilence),
} as const;

/** These work while one writes, too. */
export const HELD_KEYS = { "Mod+ ": PLAYER_KEYS.k, "Mod+,": PLAYER_KEYS.j, "Mod+.": PLAYER_KEYS.l } as const;

/** The keys as they are told in the list of keys. */
export const KEY_NAMES = ["toggle", "back", "forward", "slower", "faster", "silence"] as const;
