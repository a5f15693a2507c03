import { useTranslation } from "react-i18next";

import { DeleteButton } from "./DeleteButton";
import { type Recording, useDeleteRecording } from "./queries";

export function DeleteRecording({ recording }: { recording: Recording }) {
  const { t } = useTranslation("recordings");
  const remove = useDeleteRecording(recording);
  return <DeleteButton label={t("delete")} title={t("deleteTitle")} text={t("deleteText", { name: recording.file_name })} done={t("deleted")} remove={remove} />;
}
