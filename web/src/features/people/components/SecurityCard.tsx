import { useState } from "react";
import { useTranslation } from "react-i18next";

import type { UserOut, UserSecurityOut } from "@/api/generated";
import { problemText, toProblem } from "@/api/problem";
import { can } from "@/parts/can";
import { QueryView } from "@/parts/QueryView";
import { FactorState } from "@/parts/security/FactorState";
import { SessionList } from "@/parts/security/SessionList";
import { Button, Card, Confirm, toast } from "@/ui";

import { useEndUserSession, useSecureUser, useUserSecurity } from "../queries";

/** How a person's account is protected and where it is open, for whoever looks after it. */
export function SecurityCard({ user }: { user: UserOut }) {
  const { t } = useTranslation("security");
  const end = useEndUserSession(user.id);
  return (
    <Card title={t("admin.title")} className="mt-5">
      <QueryView query={useUserSecurity(user.id)}>
        {(security) => (
          <div className="flex flex-col gap-6">
            <FactorState factor={security.second_factor} />
            {security.sessions.length > 0 ? (
              <SessionList
                sessions={security.sessions}
                endingId={end.isPending ? end.variables : undefined}
                onEnd={({ id }) => end.mutate(id, { onError: (error) => toast.failed(problemText(toProblem(error))) })}
              />
            ) : (
              <p className="text-ink-soft">{t("admin.noSessions")}</p>
            )}
            <div className="flex flex-wrap gap-2">
              {security.sessions.some(({ current }) => !current) && <Secure user={user} security={security} what="end-sessions" />}
              {security.second_factor.enabled && <Secure user={user} security={security} what="reset-second-factor" />}
            </div>
          </div>
        )}
      </QueryView>
    </Card>
  );
}

interface SecureProps {
  user: UserOut;
  security: UserSecurityOut;
  what: "end-sessions" | "reset-second-factor";
}

function Secure({ user, security, what }: SecureProps) {
  const { t } = useTranslation("security");
  const secure = useSecureUser(user.id, what);
  const [isAsking, setAsking] = useState(false);
  if (!can(security, what)) return null;
  const onSuccess = (): void => {
    setAsking(false);
    toast.done(t(`admin.${what}.done`));
  };
  return (
    <>
      <Button onPress={() => setAsking(true)}>{t(`admin.${what}.action`)}</Button>
      <Confirm
        title={t(`admin.${what}.title`, { name: user.full_name })}
        text={t(`admin.${what}.text`)}
        confirmLabel={t(`admin.${what}.action`)}
        isOpen={isAsking}
        isPending={secure.isPending}
        isDangerous
        error={secure.error ? problemText(toProblem(secure.error)) : undefined}
        onConfirm={() => secure.mutate(undefined, { onSuccess })}
        onClose={() => setAsking(false)}
      />
    </>
  );
}
