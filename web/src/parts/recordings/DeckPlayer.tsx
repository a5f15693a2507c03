import { useQuery } from "@tanstack/react-query";
import { type ReactNode, useEffect } from "react";
import { useTranslation } from "react-i18next";

import type { Span } from "@/player/core/time";
import { PlayerPanel } from "@/player/react/PlayerPanel";
import { usePlayer } from "@/player/react/use-player";
import { usePlayerKeys } from "@/player/react/use-player-keys";

import { useDeck } from "./deck";
import { DeckTranscript } from "./DeckTranscript";
import { peaksQuery, type Recording } from "./queries";
import { useListening } from "./use-listening";

export interface DeckPlayerProps {
  recording: Recording;
  marks: readonly Span[];
  hasKeys: boolean;
  actions: ReactNode;
  /** Little room: what is long is folded. */
  isCompact: boolean;
}

/** The player of one recording; all that it needs is fetched apart from the page. */
export default function DeckPlayer({ recording, marks, hasKeys, actions, isCompact }: DeckPlayerProps) {
  const { t } = useTranslation("recordings");
  const { id, analysis } = recording;
  const silences = analysis?.silences ?? [];
  const player = usePlayer({ url: recording.audio_url, duration: recording.duration_seconds ?? 0, silences });
  const peaks = useQuery(peaksQuery(recording));
  const attach = useDeck()?.attach;
  useEffect(() => {
    attach?.(id, player);
    return () => attach?.(id, null);
  }, [attach, id, player]);
  usePlayerKeys(player, hasKeys);
  useListening(player, recording);
  const isSplit = recording.channels === 2 && analysis?.operator_speech_seconds != null;
  const names = recording.channels === 2 ? [isSplit ? t("operator") : t("channel", { number: 1 }), isSplit ? t("customer") : t("channel", { number: 2 })] : [];
  return (
    <div className="flex flex-col gap-3">
      <PlayerPanel
        player={player}
        channels={peaks.data}
        channelNames={names}
        picture={{ silences, overlaps: analysis?.overlaps ?? [], marks }}
        actions={actions}
      />
      {recording.has_transcript && <DeckTranscript recording={recording} player={player} isFolded={isCompact} />}
    </div>
  );
}
