import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";

import { cn } from "@/lib/cn";

import { STEP } from "../core/keys";
import type { Player } from "../core/player";
import { formatClock } from "../core/time";
import { coloursOf, drawPicture, type Picture } from "./draw";
import { usePlayerState } from "./use-player";

export interface WaveProps extends Omit<Picture, "at" | "duration"> {
  player: Player;
}

/** Counts up whenever the theme or the width changes, so that the picture is drawn anew. */
function useSurroundings(canvas: React.RefObject<HTMLCanvasElement | null>): number {
  const [round, setRound] = useState(0);
  useEffect(() => {
    const again = (): void => setRound((before) => before + 1);
    const scheme = window.matchMedia("(prefers-color-scheme: dark)");
    const size = new ResizeObserver(again);
    const theme = new MutationObserver(again);
    if (canvas.current) size.observe(canvas.current);
    theme.observe(document.documentElement, { attributeFilter: ["data-theme"] });
    scheme.addEventListener("change", again);
    return () => {
      size.disconnect();
      theme.disconnect();
      scheme.removeEventListener("change", again);
    };
  }, [canvas]);
  return round;
}

const MOVES: Record<string, (player: Player) => void> = {
  ArrowLeft: (player) => player.step(-STEP),
  ArrowDown: (player) => player.step(-STEP),
  ArrowRight: (player) => player.step(STEP),
  ArrowUp: (player) => player.step(STEP),
  PageDown: (player) => player.step(-6 * STEP),
  PageUp: (player) => player.step(6 * STEP),
  Home: (player) => player.seek(0),
  End: (player) => player.seek(player.getState().duration),
};

/** The picture of the sound; over it a slider that a mouse, a key and a screen reader move. */
export function Wave({ player, ...picture }: WaveProps) {
  const { t } = useTranslation("player");
  const { at, duration } = usePlayerState(player);
  const canvas = useRef<HTMLCanvasElement>(null);
  const round = useSurroundings(canvas);
  useEffect(() => {
    if (canvas.current) drawPicture(canvas.current, coloursOf(canvas.current), { ...picture, at, duration });
  });
  const move = (event: React.KeyboardEvent): void => {
    const go = MOVES[event.key];
    if (!go || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    event.stopPropagation(); // on the scoring screen these keys would answer
    go(player);
  };
  return (
    <div className="relative rounded-sm has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-focus" data-round={round}>
      <canvas ref={canvas} aria-hidden className={cn("block w-full", picture.channels.length > 1 ? "h-22" : "h-14")} />
      <input
        type="range"
        aria-label={t("seek")}
        aria-valuetext={t("position", { at: formatClock(at), duration: formatClock(duration) })}
        min={0}
        max={Math.max(duration, 0.1)}
        step={0.1}
        value={Math.min(at, duration)}
        onChange={(event) => player.seek(Number(event.target.value))}
        onKeyDown={move}
        className="absolute inset-0 m-0 size-full cursor-pointer opacity-0"
      />
    </div>
  );
}
