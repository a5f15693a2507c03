import { Trash2 } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { problemText, toProblem } from "@/api/problem";
import { Button, Confirm, toast } from "@/ui";

import { type Recording, useDeleteRecording } from "./queries";

export function DeleteRecording({ recording }: { recording: Recording }) {
  const { t } = useTranslation("recordings");
  const [isAsking, setAsking] = useState(false);
  const remove = useDeleteRecording(recording);
  const done = (): void => {
    setAsking(false);
    toast.done(t("deleted"));
  };
  return (
    <>
      <Button size="sm" variant="quiet" icon={<Trash2 size={15} />} onPress={() => setAsking(true)}>
        {t("delete")}
      </Button>
      <Confirm
        title={t("deleteTitle")}
        text={t("deleteText", { name: recording.file_name })}
        confirmLabel={t("delete")}
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
