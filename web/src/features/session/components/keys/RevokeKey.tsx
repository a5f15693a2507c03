import { useState } from "react";
import { useTranslation } from "react-i18next";

import type { KeyOut } from "@/api/generated";
import { problemText, toProblem } from "@/api/problem";
import { can } from "@/parts/can";
import { Button, Confirm, toast } from "@/ui";

import { useRevokeKey } from "../../key-queries";

/** Ends a key at once, after asking. */
export function RevokeKey({ found }: { found: KeyOut }) {
  const { t } = useTranslation("keys");
  const revoke = useRevokeKey();
  const [isAsking, setAsking] = useState(false);
  const onSuccess = (): void => {
    setAsking(false);
    toast.done(t("revoked"));
  };
  if (!can(found, "revoke")) return null;
  return (
    <>
      <Button size="sm" aria-label={t("revokeOf", { name: found.name })} onPress={() => setAsking(true)}>
        {t("revoke")}
      </Button>
      <Confirm
        title={t("revokeTitle", { name: found.name })}
        text={t("revokeText")}
        confirmLabel={t("revoke")}
        isOpen={isAsking}
        isDangerous
        isPending={revoke.isPending}
        error={revoke.error ? problemText(toProblem(revoke.error)) : undefined}
        onConfirm={() => revoke.mutate(found.id, { onSuccess })}
        onClose={() => setAsking(false)}
      />
    </>
  );
}
