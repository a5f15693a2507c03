import { CircleAlert } from "lucide-react";
import { useTranslation } from "react-i18next";

import type { AnalysisOut } from "@/api/generated";
import { formatClock } from "@/player/core/time";
import { Fact } from "@/ui";

import { useNoteText } from "./note-text";
import type { Recording } from "./queries";

const FIGURES = [
  ["operator", "operator_speech_seconds"],
  ["customer", "customer_speech_seconds"],
  ["overlap", "overlap_seconds"],
  ["silence", "silence_seconds"],
  ["longestSilence", "longest_silence_seconds"],
  ["longestMonologue", "longest_monologue_seconds"],
  ["firstResponse", "first_response_seconds"],
] as const;

/** What was measured, and what should be known about how it was recorded. */
export function SoundFacts({ recording }: { recording: Recording }) {
  const { t } = useTranslation("recordings");
  const noteText = useNoteText();
  return (
    <div className="flex flex-col gap-3">
      {recording.channel_notes.length > 0 && (
        <ul className="flex flex-col gap-1 text-sm text-ink-soft">
          {recording.channel_notes.map((note) => (
            <li key={`${note.code} ${String(note.channel)}`} className="flex items-start gap-1.5">
              <CircleAlert size={15} aria-hidden className="mt-0.5 shrink-0 text-warn" />
              {noteText(note)}
            </li>
          ))}
        </ul>
      )}
      {recording.analysis && <Figures analysis={recording.analysis} name={t("figures.title")} />}
    </div>
  );
}

function Figures({ analysis, name }: { analysis: AnalysisOut; name: string }) {
  const { t } = useTranslation("recordings");
  const known = FIGURES.filter(([, field]) => analysis[field] !== null);
  return (
    <>
      <dl aria-label={name} className="grid grid-cols-2 gap-x-6 gap-y-3 sm:grid-cols-3 xl:grid-cols-4">
        {known.map(([word, field]) => (
          <Fact key={word} name={t(`figures.${word}`)}>
            {formatClock(analysis[field] ?? 0)}
          </Fact>
        ))}
      </dl>
      <ul className="flex flex-wrap gap-x-4 gap-y-1 text-sm text-ink-soft">
        <li className="inline-flex items-center gap-1.5">
          <span aria-hidden className="h-3 w-4 rounded-sm border border-line bg-sunken" />
          {t("figures.silences", { count: analysis.silences.length })}
        </li>
        {analysis.overlaps.length > 0 && (
          <li className="inline-flex items-center gap-1.5">
            <span aria-hidden className="h-1 w-4 bg-warn" />
            {t("legend.overlap")}
          </li>
        )}
      </ul>
    </>
  );
}
