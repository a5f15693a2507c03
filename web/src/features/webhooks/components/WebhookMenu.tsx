import { KeyRound, ListChecks, Pause, Pencil, Play, Send, Trash2 } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";

import type { WebhookOut } from "@/api/generated";
import { problemText, toProblem } from "@/api/problem";
import { can } from "@/parts/can";
import { Confirm, Menu, type MenuEntry, toast } from "@/ui";

import { useDeleteWebhook, useRotateSecret, useTestWebhook, useTurnWebhook } from "../queries";

export interface WebhookMenuProps {
  found: WebhookOut;
  onEdit: (found: WebhookOut) => void;
  onSecret: (secret: string | null) => void;
}

const failed = (error: unknown): unknown => toast.failed(problemText(toProblem(error)));

/** What may be done with one webhook. */
export function WebhookMenu({ found, onEdit, onSecret }: WebhookMenuProps) {
  const { t } = useTranslation("webhooks");
  const navigate = useNavigate();
  const turn = useTurnWebhook();
  const test = useTestWebhook();
  const [asking, setAsking] = useState<"delete" | "rotate">();
  const deliveries = (): void => void navigate(`/webhooks/deliveries?webhook_id=${found.id}`);
  const onTest = (): void => test.mutate(found.id, { onSuccess: () => (toast.done(t("done.test")), deliveries()), onError: failed });
  const onTurn = (): void => turn.mutate(found, { onSuccess: () => toast.done(t(found.active ? "done.off" : "done.on")), onError: failed });
  const entries: (MenuEntry | false)[] = [
    can(found, "test") && { id: "test", label: t("action.test"), icon: <Send size={16} />, onAction: onTest },
    { id: "log", label: t("action.log"), icon: <ListChecks size={16} />, onAction: deliveries },
    can(found, "update") && { id: "update", label: t("action.update"), icon: <Pencil size={16} />, onAction: () => onEdit(found) },
    can(found, "update") && { id: "turn", label: t(found.active ? "action.off" : "action.on"), icon: found.active ? <Pause size={16} /> : <Play size={16} />, onAction: onTurn },
    can(found, "rotate-secret") && { id: "rotate", label: t("action.rotate"), icon: <KeyRound size={16} />, onAction: () => setAsking("rotate") },
    can(found, "delete") && { id: "delete", label: t("action.delete"), icon: <Trash2 size={16} />, isDangerous: true, onAction: () => setAsking("delete") },
  ];
  return (
    <>
      <Menu label={t("actionsOf", { name: found.name })} entries={entries.filter((entry) => entry !== false)} />
      {asking === "delete" && <DeleteQuestion found={found} onClose={() => setAsking(undefined)} />}
      {asking === "rotate" && <RotateQuestion found={found} onSecret={onSecret} onClose={() => setAsking(undefined)} />}
    </>
  );
}

function DeleteQuestion({ found, onClose }: { found: WebhookOut; onClose: () => void }) {
  const { t } = useTranslation("webhooks");
  const remove = useDeleteWebhook();
  const onSuccess = (): void => (toast.done(t("done.deleted")), onClose());
  return (
    <Confirm
      title={t("ask.deleteTitle", { name: found.name })}
      text={t("ask.deleteText")}
      confirmLabel={t("action.delete")}
      isOpen
      isDangerous
      isPending={remove.isPending}
      error={remove.error ? problemText(toProblem(remove.error)) : undefined}
      onConfirm={() => remove.mutate(found.id, { onSuccess })}
      onClose={onClose}
    />
  );
}

function RotateQuestion({ found, onSecret, onClose }: { found: WebhookOut; onSecret: (secret: string | null) => void; onClose: () => void }) {
  const { t } = useTranslation("webhooks");
  const rotate = useRotateSecret();
  const onSuccess = (secret: string | null): void => (onClose(), onSecret(secret));
  return (
    <Confirm
      title={t("ask.rotateTitle", { name: found.name })}
      text={t("ask.rotateText")}
      confirmLabel={t("action.rotate")}
      isOpen
      isPending={rotate.isPending}
      error={rotate.error ? problemText(toProblem(rotate.error)) : undefined}
      onConfirm={() => rotate.mutate(found, { onSuccess })}
      onClose={onClose}
    />
  );
}
