import { Eye, LockKeyhole } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { problemText, toProblem } from "@/api/problem";
import { formatDateTime } from "@/lib/dates";
import { can } from "@/parts/can";
import { Avatar } from "@/parts/PersonName";
import { Badge, Button, Card, Notice, RadioGroup, TextField, toast } from "@/ui";

import { type Plan, useAddNote } from "../queries";

/** What was written about the plan; who can read each note stands on it. */
export function Notes({ plan }: { plan: Plan }) {
  const { t } = useTranslation("coaching");
  return (
    <Card title={t("notes.title")}>
      {can(plan, "note") && <NoteForm plan={plan} />}
      {plan.notes.length === 0 ? (
        <p className="text-ink-soft">{t("notes.none")}</p>
      ) : (
        <ol className="flex flex-col gap-4">
          {plan.notes.map((note) => (
            <li key={note.id} className={note.is_private ? "rounded-md border border-dashed border-line-strong bg-sunken p-4" : "rounded-md border border-line p-4"}>
              <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
                <Avatar name={note.author_name} />
                <span className="font-medium">{note.author_name}</span>
                <time dateTime={note.created_at} className="text-sm text-ink-faint">
                  {formatDateTime(note.created_at)}
                </time>
                <Mark isPrivate={note.is_private} />
              </div>
              <p className="mt-2 max-w-prose break-words whitespace-pre-line">{note.text}</p>
            </li>
          ))}
        </ol>
      )}
    </Card>
  );
}

function Mark({ isPrivate }: { isPrivate: boolean }) {
  const { t } = useTranslation("coaching");
  return isPrivate ? (
    <Badge tone="warn" icon={<LockKeyhole size={14} aria-hidden />}>
      {`${t("notes.private")} · ${t("notes.privateHint")}`}
    </Badge>
  ) : (
    <Badge tone="info" icon={<Eye size={14} aria-hidden />}>
      {`${t("notes.shared")} · ${t("notes.sharedHint")}`}
    </Badge>
  );
}

function NoteForm({ plan }: { plan: Plan }) {
  const { t } = useTranslation("coaching");
  const [text, setText] = useState("");
  const [reader, setReader] = useState("shared");
  const add = useAddNote(plan.id);
  const send = (): void => {
    if (text.trim() === "") return;
    const written = () => {
      setText("");
      setReader("shared");
      toast.done(t("notes.added"));
    };
    add.mutate({ text, is_private: reader === "private" }, { onSuccess: written });
  };
  return (
    <form
      className="mb-5 flex flex-col gap-4"
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <TextField label={t("notes.write")} rows={3} value={text} onChange={setText} maxLength={4000} />
      {can(plan, "note-privately") && (
        <RadioGroup
          label={t("notes.who")}
          value={reader}
          onChange={setReader}
          options={[
            { id: "shared", label: t("notes.sharedOption") },
            { id: "private", label: t("notes.privateOption") },
          ]}
        />
      )}
      {add.error && <Notice tone="bad">{problemText(toProblem(add.error))}</Notice>}
      <Button type="submit" isPending={add.isPending} isDisabled={text.trim() === ""} className="self-start">
        {t("notes.add")}
      </Button>
    </form>
  );
}
