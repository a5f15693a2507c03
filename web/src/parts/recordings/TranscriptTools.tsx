import { AudioLines, Trash2 } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { problemText, toProblem } from "@/api/problem";
import { Button, Confirm, toast } from "@/ui";

import { can } from "../can";
import { AddTranscript } from "./AddTranscript";
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
  const [isAsking, setAsking] = useState(false);
  const done = (): void => {
    setAsking(false);
    toast.done(t("transcript.deleted"));
  };
  return (
    <>
      <Button size="sm" variant="quiet" icon={<Trash2 size={15} />} onPress={() => setAsking(true)}>
        {t("transcript.delete")}
      </Button>
      <Confirm
        title={t("transcript.deleteTitle")}
        text={t("transcript.deleteText")}
        confirmLabel={t("transcript.delete")}
        isOpen={isAsking}
        isDangerous
        isPending={remove.isPending}
        error={remove.error ? problemText(toProblem(remove.error)) : undefined}
        onConfirm={() => remove.mutate(undefined, { onSuccess: done })}
        onClose={() => setAsking(false)}
      />
    </>
  );
}
