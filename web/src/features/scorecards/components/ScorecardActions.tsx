import { Archive, Pencil, Send, Star } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";

import type { ScorecardOut } from "@/api/generated";
import { problemText, toProblem } from "@/api/problem";
import { can } from "@/parts/can";
import { Button, ButtonLink, Confirm, toast } from "@/ui";

import { type Move, useMoveScorecard } from "../queries";

export interface ScorecardActionsProps {
  card: ScorecardOut;
  /** Leaves only publishing, as the other moves belong to the page of the card. */
  isEditing?: boolean;
}

/** What may be done with a card: exactly what the server lists. */
export function ScorecardActions({ card, isEditing = false }: ScorecardActionsProps) {
  const { t } = useTranslation("scorecards");
  const navigate = useNavigate();
  const move = useMoveScorecard(card.id);
  const [asked, setAsked] = useState<"publish" | "retire">();
  const run = (wanted: Move, done: string): void =>
    move.mutate(
      { move: wanted, version: card.version },
      {
        onSuccess: () => {
          setAsked(undefined);
          toast.done(done);
          if (isEditing) void navigate(`/scorecards/${card.id}`);
        },
        onError: (error) => wanted === "set-default" && toast.failed(problemText(toProblem(error))),
      },
    );
  const close = (): void => {
    setAsked(undefined);
    move.reset();
  };
  const error = move.error ? problemText(toProblem(move.error)) : undefined;
  return (
    <>
      {can(card, "retire") && !isEditing && (
        <Button icon={<Archive size={16} />} onPress={() => setAsked("retire")}>
          {t("retire.action")}
        </Button>
      )}
      {can(card, "set-default") && !isEditing && (
        <Button icon={<Star size={16} />} onPress={() => run("set-default", t("setDefault.done"))}>
          {t("setDefault.action")}
        </Button>
      )}
      {can(card, "update") && !isEditing && (
        <ButtonLink to={`/scorecards/${card.id}/edit`} icon={<Pencil size={16} />}>
          {t("edit")}
        </ButtonLink>
      )}
      {can(card, "publish") && (
        <Button variant="primary" icon={<Send size={16} />} isDisabled={(card.draft?.faults.length ?? 0) > 0} onPress={() => setAsked("publish")}>
          {t("publish.action")}
        </Button>
      )}
      <Confirm
        title={t("publish.title", { number: card.draft?.number ?? card.version_number })}
        text={t("publish.text")}
        confirmLabel={t("publish.action")}
        isOpen={asked === "publish"}
        isPending={move.isPending}
        error={error}
        onConfirm={() => run("publish", t("publish.done"))}
        onClose={close}
      />
      <Confirm
        title={t("retire.title", { name: card.name })}
        text={t("retire.text")}
        confirmLabel={t("retire.action")}
        isOpen={asked === "retire"}
        isPending={move.isPending}
        isDangerous
        error={error}
        onConfirm={() => run("retire", t("retire.done"))}
        onClose={close}
      />
    </>
  );
}
