import { ArrowRight, Play, Undo2 } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";

import type { ImportOut } from "@/api/generated";
import { can } from "@/parts/can";
import { Button, ButtonLink, Card, Confirm, Notice } from "@/ui";

import { countOf } from "../model/reading";
import { refusalText } from "../model/refusal";
import { useMoveImport } from "../queries";
import { RejectedLink } from "./RejectedLink";
import { Tiles } from "./Tiles";

const LISTS = { calls: "/calls", people: "/users", evaluations: "/evaluations" };

function Outcome({ found }: { found: ImportOut }) {
  const { t } = useTranslation("imports");
  const { status, problem } = found;
  if (status === "failed") {
    return (
      <Notice tone="bad">
        <p className="font-semibold">{t("result.failed")}</p>
        <p>{problem}</p>
        <p>{t("result.failedHint")}</p>
      </Notice>
    );
  }
  return (
    <>
      {problem && <Notice tone="bad">{problem}</Notice>}
      {status === "committed" && !problem && <Notice tone="good">{t("result.committed")}</Notice>}
      {status === "cancelled" && (
        <Notice tone="warn">
          <p className="font-semibold">{t("result.cancelled")}</p>
          <p>{t("result.cancelledHint")}</p>
        </Notice>
      )}
      {status === "undone" && (
        <Notice tone="info">
          <p className="font-semibold">{t("result.undone")}</p>
          <p>{t("result.undoneHint")}</p>
        </Notice>
      )}
    </>
  );
}

/** What an import did, and what can still be done about it. */
export function ResultStep({ found }: { found: ImportOut }) {
  const { t } = useTranslation("imports");
  const resume = useMoveImport(found.id);
  const isUndone = found.status === "undone";
  const skipped = countOf(found, "skipped");
  return (
    <Card>
      <div className="flex flex-col gap-5">
        <Outcome found={found} />
        {!isUndone && (
          <Tiles
            tiles={[
              { name: t("result.created"), count: countOf(found, "created"), tone: "good" },
              { name: t("result.updated"), count: countOf(found, "updated") },
              { name: t("result.unchanged"), count: countOf(found, "unchanged") },
              { name: t("result.rejected"), count: countOf(found, "rejected"), tone: "bad" },
              ...(skipped > 0 ? [{ name: t("result.skipped"), count: skipped }] : []),
            ]}
          />
        )}
        {countOf(found, "rejected") > 0 && (
          <Link to="?step=review" className="w-fit text-primary underline underline-offset-2">
            {t("result.problems")}
          </Link>
        )}
        {resume.error && <Notice tone="bad">{refusalText(resume.error)}</Notice>}
        <div className="flex flex-wrap justify-end gap-2">
          {can(found, "undo") && <UndoImport found={found} />}
          <RejectedLink found={found} />
          {can(found, "resume") && (
            <Button icon={<Play size={16} />} isPending={resume.isPending} onPress={() => resume.mutate("resume")}>
              {t("result.resume")}
            </Button>
          )}
          {!isUndone && (
            <ButtonLink to={LISTS[found.kind]} variant="primary" icon={<ArrowRight size={17} />}>
              {t(`result.${found.kind}`)}
            </ButtonLink>
          )}
        </div>
      </div>
    </Card>
  );
}

function UndoImport({ found }: { found: ImportOut }) {
  const { t } = useTranslation("imports");
  const undo = useMoveImport(found.id);
  const [isAsking, setAsking] = useState(false);
  const close = (): void => {
    setAsking(false);
    undo.reset();
  };
  return (
    <>
      <Button icon={<Undo2 size={16} />} onPress={() => setAsking(true)}>
        {t("result.undo")}
      </Button>
      <Confirm
        title={t("result.undoTitle")}
        text={t("result.undoText")}
        confirmLabel={t("result.undo")}
        isOpen={isAsking}
        isPending={undo.isPending}
        isDangerous
        error={undo.error ? refusalText(undo.error) : undefined}
        onConfirm={() => undo.mutate("undo", { onSuccess: close })}
        onClose={close}
      />
    </>
  );
}
