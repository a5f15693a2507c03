import { useQuery } from "@tanstack/react-query";
import { Captions } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import type { SegmentOut } from "@/api/generated";
import type { Player } from "@/player/core/player";
import { type Piece, Transcript } from "@/player/react/Transcript";
import { Button } from "@/ui";

import { QueryView } from "../QueryView";
import { type Recording, transcriptQuery } from "./queries";

function usePieceOf(): (segment: SegmentOut) => Piece {
  const { t } = useTranslation("recordings");
  const names: Record<string, string> = { operator: t("operator"), customer: t("customer") };
  return ({ start, end, text, speaker, words }) => ({ start, end, text, words, speaker: speaker ? (names[speaker] ?? speaker) : "" });
}

/** What was said, under the player; folded where there is little room. */
export function DeckTranscript({ recording, player, isFolded }: { recording: Recording; player: Player; isFolded: boolean }) {
  const { t } = useTranslation("player");
  const [isOpen, setOpen] = useState(!isFolded);
  const query = useQuery({ ...transcriptQuery(recording), enabled: isOpen });
  const pieceOf = usePieceOf();
  return (
    <div className="flex flex-col gap-2">
      <Button size="sm" variant="quiet" icon={<Captions size={16} />} aria-expanded={isOpen} onPress={() => setOpen(!isOpen)} className="-ml-3 self-start">
        {t("transcript.title")}
      </Button>
      {isOpen && <QueryView query={query}>{({ segments }) => <Transcript player={player} pieces={segments.map(pieceOf)} />}</QueryView>}
    </div>
  );
}
