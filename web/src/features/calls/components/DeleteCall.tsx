import { Trash2 } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";

import type { CallDetailOut } from "@/api/generated";
import { problemText, toProblem } from "@/api/problem";
import { Button, Confirm, toast } from "@/ui";

import { useDeleteCall } from "../queries";

export function DeleteCall({ call, listTo }: { call: CallDetailOut; listTo: string }) {
  const { t } = useTranslation("calls");
  const navigate = useNavigate();
  const remove = useDeleteCall(call.id);
  const [isAsking, setAsking] = useState(false);
  const run = (): void =>
    remove.mutate(undefined, {
      onSuccess: () => {
        toast.done(t("delete.done"));
        void navigate(listTo);
      },
    });
  return (
    <>
      <Button icon={<Trash2 size={16} />} onPress={() => setAsking(true)}>
        {t("detail.delete")}
      </Button>
      <Confirm
        title={t("delete.title", { protocol: call.protocol })}
        text={t("delete.text")}
        confirmLabel={t("detail.delete")}
        isOpen={isAsking}
        isPending={remove.isPending}
        isDangerous
        error={remove.error ? problemText(toProblem(remove.error)) : undefined}
        onConfirm={run}
        onClose={() => {
          setAsking(false);
          remove.reset();
        }}
      />
    </>
  );
}
