import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Captions } from "lucide-react";
import { FileTrigger } from "react-aria-components/FileTrigger";
import { useTranslation } from "react-i18next";

import { importTranscript } from "@/api/generated";
import { problemText, toProblem } from "@/api/problem";
import { Button, toast } from "@/ui";

import type { Recording } from "./queries";

/** Puts a transcript made elsewhere beside a recording. */
export function AddTranscript({ recording: { id, call_id } }: { recording: Recording }) {
  const { t } = useTranslation("recordings");
  const client = useQueryClient();
  const add = useMutation({
    mutationFn: (file: File) => importTranscript({ path: { id: call_id, recording_id: id }, body: { file }, timeout: 0 }),
    onSuccess: async () => {
      await Promise.all([client.invalidateQueries({ queryKey: ["recordings", call_id] }), client.invalidateQueries({ queryKey: ["transcript", id] })]);
      toast.done(t("transcript.added"));
    },
    onError: (error) => toast.failed(problemText(toProblem(error))),
  });
  return (
    <FileTrigger acceptedFileTypes={[".vtt", ".json"]} onSelect={(files) => files?.[0] && add.mutate(files[0])}>
      <Button size="sm" variant="quiet" icon={<Captions size={15} />} isPending={add.isPending}>
        {t("transcript.add")}
      </Button>
    </FileTrigger>
  );
}
