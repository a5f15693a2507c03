import { AudioLines } from "lucide-react";
import { useTranslation } from "react-i18next";

import { problemText, toProblem } from "@/api/problem";
import { Button, Notice, toast } from "@/ui";

import { can } from "../can";
import { AddTranscript } from "./AddTranscript";
import { DeleteButton } from "./DeleteButton";
import { useNoteText } from "./note-text";
import { type Recording, useAskForTranscript, useDeleteTranscript } from "./queries";

/** What may be done about the transcript of a recording: bring one, have one made, delete it. */
export function TranscriptTools({ recording }: { recording: Recording }) {
  return (
    <>
      {can(recording, "transcribe") && <AskForTranscript recording={recording} />}
      {can(recording, "import-transcript") && <AddTranscript recording={recording} />}
      {can(recording, "delete-transcript") && <DeleteTranscript recording={recording} />}
    </>
  );
}

function AskForTranscript({ recording }: { recording: Recording }) {
  const { t } = useTranslation("recordings");
  const ask = useAskForTranscript(recording);
  const send = (): void =>
    ask.mutate(undefined, { onSuccess: () => toast.done(t("transcript.asked")), onError: (error) => toast.failed(problemText(toProblem(error))) });
  return (
    <Button size="sm" variant="quiet" icon={<AudioLines size={15} />} isPending={ask.isPending} onPress={send}>
      {t("transcript.ask")}
    </Button>
  );
}

function DeleteTranscript({ recording }: { recording: Recording }) {
  const { t } = useTranslation("recordings");
  const remove = useDeleteTranscript(recording);
  return <DeleteButton label={t("transcript.delete")} title={t("transcript.deleteTitle")} text={t("transcript.deleteText")} done={t("transcript.deleted")} remove={remove} />;
}

/** That a transcript was asked for, or why there is none and what to do. */
export function TranscriptNote({ recording: { transcription } }: { recording: Recording }) {
  const noteText = useNoteText();
  if (!transcription) return null;
  const isAsked = transcription.code === "asked";
  return (
    <Notice tone={isAsked ? "info" : "warn"}>
      <span role="status">{noteText(transcription)}</span>
    </Notice>
  );
}
