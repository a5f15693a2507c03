import { Upload as UploadIcon } from "lucide-react";
import { type ReactNode, useState } from "react";
import { isFileDropItem } from "react-aria-components/useDrop";
import { DropZone } from "react-aria-components/DropZone";
import { FileTrigger } from "react-aria-components/FileTrigger";
import { useTranslation } from "react-i18next";

import { problemText, toProblem } from "@/api/problem";
import { formatPercent } from "@/lib/numbers";
import { Button, Notice, toast } from "@/ui";

import { useUploadRecording } from "./queries";

const SOUNDS = ["audio/*", ".wav", ".gsm", ".opus", ".amr"];

interface Sending {
  name: string;
  share: number;
}

/** Sends files one after the other; tells how far, and what was refused and why. */
function useUploads(callId: string) {
  const { t } = useTranslation("recordings");
  const upload = useUploadRecording(callId);
  const [sending, setSending] = useState<Sending | null>(null);
  const [refused, setRefused] = useState<string[]>([]);
  const send = async (files: readonly File[]): Promise<void> => {
    setRefused([]);
    for (const file of files) {
      setSending({ name: file.name, share: 0 });
      try {
        await upload.mutateAsync({ file, onShare: (share) => setSending({ name: file.name, share }) });
        toast.done(t("uploaded"));
      } catch (error) {
        const reason = problemText(toProblem(error));
        setRefused((before) => [...before, t("notUploaded", { name: file.name, reason })]);
      }
    }
    setSending(null);
  };
  return { sending, refused, send: (files: readonly File[]) => void send(files) };
}

/** A place to drop recordings of a call on, with the button that does the same, around what is there already. */
export function UploadRecording({ callId, children }: { callId: string; children: ReactNode }) {
  const { t } = useTranslation("recordings");
  const { sending, refused, send } = useUploads(callId);
  return (
    <DropZone
      aria-label={t("drop")}
      onDrop={(event) => void Promise.all(event.items.filter(isFileDropItem).map((item) => item.getFile())).then(send)}
      className="flex flex-col gap-4 rounded-md outline-offset-4 data-drop-target:bg-primary-soft data-drop-target:outline-2 data-drop-target:outline-primary"
    >
      {children}
      {refused.map((text) => (
        <Notice key={text} tone="bad">
          {text}
        </Notice>
      ))}
      {sending ? (
        <Progress sending={sending} />
      ) : (
        <FileTrigger acceptedFileTypes={SOUNDS} allowsMultiple onSelect={(files) => send(files ? [...files] : [])}>
          <Button icon={<UploadIcon size={16} />} className="self-start">
            {t("upload")}
          </Button>
        </FileTrigger>
      )}
    </DropZone>
  );
}

function Progress({ sending: { name, share } }: { sending: Sending }) {
  const { t } = useTranslation("recordings");
  const label = t("uploading", { name });
  return (
    <div>
      <p className="flex flex-wrap justify-between gap-x-4 text-sm text-ink-soft">
        <span className="min-w-0 break-all">{label}</span>
        <span>{t("share", { share: formatPercent(share) })}</span>
      </p>
      <div role="progressbar" aria-label={label} aria-valuemin={0} aria-valuemax={100} aria-valuenow={Math.round(share * 100)} className="mt-1.5 h-2 overflow-hidden rounded-full bg-sunken">
        <span className="block h-full rounded-full bg-primary transition-[width]" style={{ width: `${share * 100}%` }} />
      </div>
    </div>
  );
}
