import { useTranslation } from "react-i18next";

import { FileDrop } from "@/ui";

import { outbox } from "../queries";

const SOUNDS = "audio/*,.wav,.mp3,.ogg,.opus,.flac,.gsm,.amr,.3gp,.m4a,.webm";

/** A place for the recordings of a whole month. */
export function BatchDrop({ batchId }: { batchId: string | null }) {
  const { t } = useTranslation("batches");
  return (
    <FileDrop
      label={t("drop.label")}
      prompt={t("drop.prompt")}
      release={t("drop.release")}
      buttonLabel={t("drop.button")}
      hint={t("drop.hint")}
      accept={SOUNDS}
      allowsMany
      onFiles={(files) => outbox.post(files, batchId)}
    />
  );
}
