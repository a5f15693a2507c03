import { RotateCcw, UserRoundX } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import type { UserOut } from "@/api/generated";
import { problemText, toProblem } from "@/api/problem";
import { can } from "@/parts/can";
import { Button, Confirm, toast } from "@/ui";

import { useTurnUser } from "../queries";

/** The button that signs a person out for good, or lets the person in again: whichever the server offers. */
export function TurnUser({ user }: { user: UserOut }) {
  const { t } = useTranslation("people");
  const turn = useTurnUser(user.id, user.active);
  const [isAsking, setAsking] = useState(false);
  const run = (done: string): void =>
    turn.mutate(undefined, {
      onSuccess: () => {
        setAsking(false);
        toast.done(done);
      },
      onError: (error) => !user.active && toast.failed(problemText(toProblem(error))),
    });
  if (can(user, "reactivate")) {
    return (
      <Button icon={<RotateCcw size={16} />} isPending={turn.isPending} onPress={() => run(t("reactivate.done"))}>
        {t("reactivate.action")}
      </Button>
    );
  }
  if (!can(user, "deactivate")) return null;
  return (
    <>
      <Button icon={<UserRoundX size={16} />} onPress={() => setAsking(true)}>
        {t("deactivate.action")}
      </Button>
      <Confirm
        title={t("deactivate.title", { name: user.full_name })}
        text={t("deactivate.text")}
        confirmLabel={t("deactivate.action")}
        isOpen={isAsking}
        isPending={turn.isPending}
        isDangerous
        error={turn.error ? problemText(toProblem(turn.error)) : undefined}
        onConfirm={() => run(t("deactivate.done"))}
        onClose={() => {
          setAsking(false);
          turn.reset();
        }}
      />
    </>
  );
}
