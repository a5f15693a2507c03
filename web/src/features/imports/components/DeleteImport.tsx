import { Trash2 } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";

import type { ImportOut } from "@/api/generated";
import { Button, Confirm, toast } from "@/ui";

import { refusalText } from "../model/refusal";
import { useDeleteImport } from "../queries";

export function DeleteImport({ found }: { found: ImportOut }) {
  const { t } = useTranslation("imports");
  const navigate = useNavigate();
  const remove = useDeleteImport(found.id);
  const [isAsking, setAsking] = useState(false);
  const run = (): void =>
    remove.mutate(undefined, {
      onSuccess: () => {
        toast.done(t("delete.done"));
        void navigate("/imports");
      },
    });
  return (
    <>
      <Button icon={<Trash2 size={16} />} onPress={() => setAsking(true)}>
        {t("delete.button")}
      </Button>
      <Confirm
        title={t("delete.title", { name: found.file.name })}
        text={t("delete.text")}
        confirmLabel={t("delete.button")}
        isOpen={isAsking}
        isPending={remove.isPending}
        isDangerous
        error={remove.error ? refusalText(remove.error) : undefined}
        onConfirm={run}
        onClose={() => {
          setAsking(false);
          remove.reset();
        }}
      />
    </>
  );
}
