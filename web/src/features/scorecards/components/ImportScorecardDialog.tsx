import { ArrowRight } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { fieldErrors, problemText, toProblem } from "@/api/problem";
import { Actions, ButtonLink, Dialog, FileDrop, Notice, ProgressBar } from "@/ui";

import { useImportScorecard } from "../queries";

function refusalText(error: unknown): string {
  const problem = toProblem(error);
  return Object.values(fieldErrors(problem))[0] ?? problemText(problem);
}

/** A form of Amazon Connect or Genesys Cloud becomes a draft; what it could not say the same way is told. */
export function ImportScorecardDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation("scorecards");
  const bring = useImportScorecard();
  const [refusal, setRefusal] = useState<string>();
  const send = ([file, ...others]: File[]): void => {
    if (!file || others.length > 0) return setRefusal(t("import.one"));
    setRefusal(undefined);
    bring.mutate(file, { onError: (error) => setRefusal(refusalText(error)) });
  };
  const made = bring.data;
  return (
    <Dialog title={t("import.title")} isOpen onClose={onClose}>
      {refusal && (
        <Notice tone="bad" className="mb-4">
          {refusal}
        </Notice>
      )}
      {made ? (
        <>
          <Notice tone="good">{t("import.done", { name: made.name })}</Notice>
          {made.notes.length > 0 && (
            <>
              <p className="mt-5 font-medium">{t("import.notes")}</p>
              <ul className="mt-2 flex list-disc flex-col gap-1.5 pl-5 text-ink-soft">
                {made.notes.map((note) => (
                  <li key={`${note.pointer} ${note.rule}`} className="break-words">
                    {note.message}
                  </li>
                ))}
              </ul>
            </>
          )}
          <Actions>
            <ButtonLink to={`/scorecards/${made.id}/edit`} variant="primary" icon={<ArrowRight size={17} />}>
              {t("import.open")}
            </ButtonLink>
          </Actions>
        </>
      ) : bring.isPending ? (
        <ProgressBar label={t("import.reading")} value={undefined} />
      ) : (
        <FileDrop
          label={t("import.title")}
          prompt={t("import.drop")}
          release={t("import.release")}
          buttonLabel={t("import.choose")}
          hint={t("import.hint")}
          accept=".json,.tf,application/json"
          onFiles={send}
        />
      )}
    </Dialog>
  );
}
