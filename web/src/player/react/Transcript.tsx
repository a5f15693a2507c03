import { useEffect, useMemo, useRef, useState } from "react";
import { useTranslation } from "react-i18next";

import { cn } from "@/lib/cn";
import { SearchField } from "@/ui";

import type { Player } from "../core/player";
import { formatClock, pieceAt, type Span } from "../core/time";
import { usePlayerState } from "./use-player";

export interface Piece extends Span {
  text: string;
  /** Who speaks, in words; "" when unknown. */
  speaker: string;
  /** Each with its own time, where the transcript knows it. */
  words: readonly (Span & { text: string })[];
}

export interface TranscriptProps {
  player: Player;
  pieces: readonly Piece[];
}

const plain = (text: string): string => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

/** What was said, piece by piece: searchable, and each piece and word leads to its second. */
export function Transcript({ player, pieces }: TranscriptProps) {
  const { t } = useTranslation("player");
  const [wanted, setWanted] = useState("");
  const { at, phase } = usePlayerState(player);
  const heard = pieceAt(pieces, at);
  const list = useRef<HTMLOListElement>(null);
  const found = useMemo(() => pieces.filter(({ text }) => plain(text).includes(plain(wanted.trim()))), [pieces, wanted]);
  useEffect(() => {
    const [box, item] = [list.current, list.current?.querySelector<HTMLElement>("[aria-current]")];
    if (phase !== "playing" || !box || !item) return;
    box.scrollTo({ top: item.offsetTop - box.clientHeight / 3, behavior: "smooth" });
  }, [heard, phase]);
  return (
    <section aria-label={t("transcript.title")} className="flex min-h-0 flex-col gap-2">
      <SearchField label={t("transcript.search")} placeholder={t("transcript.search")} value={wanted} onChange={setWanted} />
      {wanted.trim() !== "" && (
        <p role="status" className="text-sm text-ink-soft">
          {t("transcript.found", { count: found.length })}
        </p>
      )}
      {/* eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- it scrolls, and must be reachable by key to do so */}
      <ol ref={list} tabIndex={0} aria-label={t("transcript.title")} className="relative max-h-80 overflow-y-auto rounded-md border border-line">
        {found.map((piece) => (
          <Line key={piece.start} piece={piece} isHeard={piece === pieces[heard]} onSeek={player.seek} />
        ))}
      </ol>
    </section>
  );
}

function Line({ piece, isHeard, onSeek }: { piece: Piece; isHeard: boolean; onSeek: (at: number) => void }) {
  const { t } = useTranslation("player");
  const time = formatClock(piece.start);
  return (
    <li aria-current={isHeard ? "true" : undefined} className={cn("flex gap-3 px-3 py-2", isHeard && "bg-primary-soft")}>
      <button
        type="button"
        aria-label={t("jump", { at: time })}
        onClick={() => onSeek(piece.start)}
        className="h-6 min-w-10 shrink-0 rounded-sm text-left text-sm font-medium text-primary underline underline-offset-4"
      >
        {time}
      </button>
      <p className="min-w-0 text-[0.9375rem]">
        {piece.speaker && <span className="mr-1.5 font-semibold">{`${piece.speaker}:`}</span>}
        {piece.words.length > 0 ? <Words piece={piece} onSeek={onSeek} /> : piece.text}
      </p>
    </li>
  );
}

/** Words are a shortcut for the mouse; keys have the button of their line, so that a page is not a thousand stops. */
function Words({ piece, onSeek }: { piece: Piece; onSeek: (at: number) => void }) {
  return piece.words.map((word) => (
    <span key={word.start}>
      <button type="button" tabIndex={-1} onClick={() => onSeek(word.start)} className="rounded-sm hover:bg-hover hover:underline">
        {word.text}
      </button>{" "}
    </span>
  ));
}
