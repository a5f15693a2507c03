import { useState } from "react";
import { useTranslation } from "react-i18next";

import { problemText, toProblem } from "@/api/problem";
import { QueryView } from "@/parts/QueryView";
import { SessionList } from "@/parts/security/SessionList";
import { Button, Card, Confirm, toast } from "@/ui";

import { useEndOthers, useEndSession, useOwnSessions } from "../../security-queries";

export function SessionsCard() {
  const { t } = useTranslation("security");
  const end = useEndSession();
  const onError = (error: unknown): void => void toast.failed(problemText(toProblem(error)));
  return (
    <Card title={t("sessions.title")}>
      <p className="mb-4 text-ink-soft">{t("sessions.lead")}</p>
      <QueryView query={useOwnSessions()}>
        {(sessions) => (
          <>
            <SessionList
              sessions={sessions}
              endingId={end.isPending ? end.variables : undefined}
              onEnd={({ id }) => end.mutate(id, { onSuccess: () => toast.done(t("sessions.ended", { count: 1 })), onError })}
            />
            {sessions.length > 1 && <EndOthers />}
          </>
        )}
      </QueryView>
    </Card>
  );
}

function EndOthers() {
  const { t } = useTranslation("security");
  const end = useEndOthers();
  const [isAsking, setAsking] = useState(false);
  const onSuccess = (count: number): void => {
    setAsking(false);
    toast.done(t("sessions.ended", { count }));
  };
  return (
    <>
      <Button className="mt-5" onPress={() => setAsking(true)}>
        {t("sessions.endOthers")}
      </Button>
      <Confirm
        title={t("sessions.endOthers")}
        text={t("sessions.endOthersText")}
        confirmLabel={t("sessions.endOthersConfirm")}
        isOpen={isAsking}
        isPending={end.isPending}
        error={end.error ? problemText(toProblem(end.error)) : undefined}
        onConfirm={() => end.mutate(undefined, { onSuccess })}
        onClose={() => setAsking(false)}
      />
    </>
  );
}
