import type { Channel, Origin } from "@/api/generated";

/** The channels of a call, in the order in which they are offered. */
export const CHANNELS: readonly Channel[] = ["phone", "whatsapp", "chat", "email", "video"];

/** Why a call came to be evaluated, in the order in which they are offered; the first is what a call picked by hand is. */
export const ORIGINS: readonly Origin[] = ["targeted", "random", "complaint", "calibration", "requested"];

/** A word of the address or the server, if it is one of those. */
export function knownOf<T extends string>(known: readonly T[], word: string | null | undefined): T | undefined {
  return known.find((one) => one === word);
}
