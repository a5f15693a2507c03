import { useEffect } from "react";

import { reportListening } from "@/api/generated";
import { Hearing } from "@/player/core/hearing";
import type { Player } from "@/player/core/player";

import type { Recording } from "./queries";

const OFTEN = 20;

/** Tells the server how much was played, so that the operator sees it: every so often, and whenever it stops. */
export function useListening(player: Player, { id, call_id }: Recording): void {
  useEffect(() => {
    const hearing = new Hearing();
    const tell = (): void => {
      const seconds = hearing.take();
      // Whatever is not told is lost; that somebody listened is known from the request for the sound.
      if (seconds > 0) reportListening({ path: { id: call_id, recording_id: id }, body: { seconds } }).catch(() => undefined);
    };
    const stop = player.subscribe(() => {
      const { at, phase } = player.getState();
      hearing.note(at, phase === "playing");
      if (hearing.heard >= OFTEN || (phase !== "playing" && hearing.heard > 0)) tell();
    });
    return () => {
      stop();
      tell();
    };
  }, [player, id, call_id]);
}
