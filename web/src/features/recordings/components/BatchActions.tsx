import { Check, Trash2 } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";

import type { BatchOut } from "@/api/generated";
import { problemText, toProblem } from "@/api/problem";
import { formatNumber } from "@/lib/numbers";
import { can } from "@/parts/can";
import { Button, Confirm, toast } from "@/ui";

import { countGroups } from "../model/items";
import { outbox, useConfirmBatch, useDiscardBatch } from "../queries";

const reasonOf = (error: unknown): string | undefined => (error ? problemText(toProblem(error)) : undefined);

export function ConfirmBatch({ batch, isDisabled }: { batch: BatchOut; isDisabled: boolean }) {
  const { t } = useTranslation("batches");
  const confirm = useConfirmBatch(batch);
  const [isAsking, setAsking] = useState(false);
  const { matched, undecided, left, problem } = countGroups(batch);
  const out = undecided + left + problem;
  if (!can(batch, "confirm")) return null;
  return (
    <>
      <Button variant="primary" icon={<Check size={16} />} isDisabled={isDisabled || matched === 0} onPress={() => setAsking(true)}>
        {t("confirm.button", { count: matched, formatted: formatNumber(matched) })}
      </Button>
      <Confirm
        title={t("confirm.title", { count: matched, formatted: formatNumber(matched) })}
        text={out > 0 ? t("confirm.out", { count: out, formatted: formatNumber(out) }) : t("confirm.all")}
        confirmLabel={t("confirm.go")}
        isOpen={isAsking}
        isPending={confirm.isPending}
        error={reasonOf(confirm.error)}
        onConfirm={() => confirm.mutate(undefined, { onSuccess: () => (setAsking(false), outbox.clear()) })}
        onClose={() => (setAsking(false), confirm.reset())}
      />
    </>
  );
}

export function DiscardBatch({ batch }: { batch: BatchOut }) {
  const { t } = useTranslation("batches");
  const navigate = useNavigate();
  const discard = useDiscardBatch(batch.id);
  const [isAsking, setAsking] = useState(false);
  if (!can(batch, "discard")) return null;
  const done = (): void => {
    toast.done(t("discard.done"));
    void navigate("/recordings");
  };
  return (
    <>
      <Button icon={<Trash2 size={16} />} onPress={() => setAsking(true)}>
        {t("discard.button")}
      </Button>
      <Confirm
        title={t("discard.title")}
        text={t("discard.text")}
        confirmLabel={t("discard.button")}
        isOpen={isAsking}
        isDangerous
        isPending={discard.isPending}
        error={reasonOf(discard.error)}
        onConfirm={() => discard.mutate(undefined, { onSuccess: done })}
        onClose={() => (setAsking(false), discard.reset())}
      />
    </>
  );
}
