import { Paperclip } from "lucide-react";
import { useId, useRef } from "react";
import { useTranslation } from "react-i18next";

import type { ContestOut } from "@/api/generated";
import { formatNumber } from "@/lib/numbers";
import { can } from "@/parts/can";
import { Button, Notice, toast } from "@/ui";

import { useAddContestFile } from "../../feedback-queries";
import { failureOf } from "../../model/use-contest-form";
import type { Evaluation } from "../../queries";

const MOST = 5;
const ACCEPTED = ".png,.jpg,.jpeg,.gif,.webp,.pdf,.txt";

/** The files beside a contest, to be saved; while it is open, its operator adds to them. */
export function ContestFiles({ evaluation, contest }: { evaluation: Evaluation; contest: ContestOut }) {
  const { t } = useTranslation("feedback");
  const mayAdd = contest.status === "open" && can(evaluation, "attach");
  return (
    <div className="mt-3 flex flex-col gap-2 empty:hidden">
      {contest.files.length > 0 && (
        <ul aria-label={t("files.title")} className="flex flex-col gap-1">
          {contest.files.map(({ id, file_name, size_bytes }) => (
            <li key={id} className="flex min-w-0 items-start gap-2">
              <Paperclip size={15} aria-hidden className="mt-1 shrink-0 text-ink-faint" />
              <a href={`/api/evaluations/${evaluation.id}/contest/files/${id}`} download={file_name} className="min-w-0 rounded-sm font-medium break-all text-primary underline underline-offset-4">
                {file_name}
              </a>
              <span className="shrink-0 text-sm text-ink-faint">{t("files.size", { size: formatNumber(Math.max(1, Math.round(size_bytes / 1024))) })}</span>
            </li>
          ))}
        </ul>
      )}
      {mayAdd && <AddFile id={evaluation.id} />}
    </div>
  );
}

function AddFile({ id }: { id: string }) {
  const { t } = useTranslation("feedback");
  const input = useRef<HTMLInputElement>(null);
  const hintId = useId();
  const add = useAddContestFile(id);
  const send = (file: File | undefined): void => {
    if (file) add.mutate(file, { onSuccess: () => toast.done(t("files.added")) });
    if (input.current) input.current.value = "";
  };
  return (
    <>
      <input ref={input} type="file" accept={ACCEPTED} className="hidden" aria-label={t("files.add")} onChange={(event) => send(event.target.files?.[0])} />
      <Button size="sm" className="self-start" icon={<Paperclip size={15} />} isPending={add.isPending} aria-describedby={hintId} onPress={() => input.current?.click()}>
        {t("files.add")}
      </Button>
      <p id={hintId} className="text-sm text-ink-soft">
        {t("files.hint", { most: MOST })}
      </p>
      {add.error && <Notice tone="bad">{failureOf(add.error, []).text}</Notice>}
    </>
  );
}
