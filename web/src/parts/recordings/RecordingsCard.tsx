import { LoaderCircle } from "lucide-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useQuery } from "@tanstack/react-query";

import { Card, Notice } from "@/ui";

import { can } from "../can";
import { QueryView } from "../QueryView";
import { useDeck } from "./deck";
import { DeleteRecording } from "./DeleteRecording";
import { Listens } from "./Listens";
import { useNoteText } from "./note-text";
import { type Mark, PlayerDeck } from "./PlayerDeck";
import { type Recording, recordingsQuery } from "./queries";
import { SoundFacts } from "./SoundFacts";
import { TranscriptNote, TranscriptTools } from "./TranscriptTools";
import { UploadRecording } from "./UploadRecording";

export interface RecordingsCardProps {
  callId: string;
  marks?: readonly Mark[];
}

/** A call's recordings with everything about them: to listen, to add, to take away. Inside a `DeckProvider`. */
export function RecordingsCard({ callId, marks = [] }: RecordingsCardProps) {
  const { t } = useTranslation("recordings");
  const query = useQuery(recordingsQuery(callId));
  const count = query.data?.items.length ?? 0;
  return (
    <Card title={count > 1 ? t("titleMany") : t("title")}>
      <QueryView query={query}>
        {({ items, actions }) => {
          const content = <Content items={items} marks={marks} mayAdd={can({ actions }, "create")} />;
          return can({ actions }, "create") ? <UploadRecording callId={callId}>{content}</UploadRecording> : content;
        }}
      </QueryView>
    </Card>
  );
}

function Content({ items, marks, mayAdd }: { items: readonly Recording[]; marks: readonly Mark[]; mayAdd: boolean }) {
  const { t } = useTranslation("recordings");
  const selected = useDeck()?.selected;
  if (items.length === 0) {
    return (
      <div className={mayAdd ? "rounded-md border border-dashed border-line-strong px-5 py-4" : undefined}>
        <p className="font-medium">{t("none")}</p>
        <p className="text-ink-soft">{mayAdd ? t("noneHint") : t("noneOther")}</p>
      </div>
    );
  }
  const others = items.filter(({ status }) => status !== "ready");
  return (
    <div className="flex flex-col gap-4">
      <PlayerDeck marks={marks} />
      {selected && (
        <>
          <SoundFacts recording={selected} />
          <TranscriptNote recording={selected} />
          <Tools recording={selected}>
            <TranscriptTools recording={selected} />
          </Tools>
        </>
      )}
      {others.map((recording) => (
        <Unplayable key={recording.id} recording={recording} />
      ))}
    </div>
  );
}

function Tools({ recording, children }: { recording: Recording; children?: ReactNode }) {
  const { t } = useTranslation("recordings");
  return (
    <div className="flex flex-wrap items-start gap-x-5 gap-y-2">
      {can(recording, "see-listens") && <Listens recording={recording} />}
      {children}
      {can(recording, "play") && (
        <a href={`${recording.audio_url}?original=true`} download={recording.file_name} className="inline-flex min-h-8 items-center rounded-sm text-sm text-primary underline underline-offset-4">
          {t("original")}
        </a>
      )}
      {can(recording, "delete") && <DeleteRecording recording={recording} />}
    </div>
  );
}

function Unplayable({ recording }: { recording: Recording }) {
  const { t } = useTranslation("recordings");
  const noteText = useNoteText();
  if (recording.status === "waiting") {
    return (
      <p role="status" className="flex items-center gap-2 text-ink-soft">
        <LoaderCircle size={16} aria-hidden className="animate-spin" />
        {t("waiting")}
      </p>
    );
  }
  return (
    <Notice tone="warn">
      <p className="font-medium break-all">{t("failed", { name: recording.file_name })}</p>
      {recording.problem && <p>{noteText(recording.problem)}</p>}
      <Tools recording={recording} />
    </Notice>
  );
}
