import { X } from "lucide-react";
import { useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";

import type { ImportKind } from "@/api/generated";
import { useHasRole } from "@/parts/session";
import { Button, Card, FileDrop, Notice, ProgressBar, RadioGroup, Select, toast } from "@/ui";

import { refusalText } from "../model/refusal";
import { usePresets, useUpload } from "../queries";

const KINDS: readonly ImportKind[] = ["calls", "people", "evaluations"];
const ACCEPTED = ".csv,.tsv,.txt,.log,.xlsx,.xlsm,.xls,text/csv,text/plain";

/** A file comes in: dropped or chosen, sent with its progress in sight, and opened once the server has examined it. */
export function UploadCard() {
  const { t } = useTranslation("imports");
  const navigate = useNavigate();
  const upload = useUpload();
  const [kind, setKind] = useState<ImportKind>("calls");
  const [preset, setPreset] = useState("");
  const [sending, setSending] = useState<{ name: string; share: number }>();
  const [refusal, setRefusal] = useState<string>();
  const abort = useRef<AbortController>(undefined);
  const send = (files: File[]): void => {
    const [file] = files;
    if (!file || files.length > 1) return setRefusal(t("upload.one"));
    const controller = new AbortController();
    abort.current = controller;
    setRefusal(undefined);
    setSending({ name: file.name, share: 0 });
    const form = { file, kind, ...(preset ? { preset } : {}) };
    upload.mutate(
      { form, signal: controller.signal, onProgress: (share) => setSending({ name: file.name, share }) },
      {
        onSuccess: (made) => void navigate(`/imports/${made.id}`),
        onError: (error) => (controller.signal.aborted ? toast.info(t("upload.cancelled")) : setRefusal(refusalText(error))),
        onSettled: () => setSending(undefined),
      },
    );
  };
  return (
    <Card title={t("upload.title")} className="mb-6">
      {refusal && (
        <Notice tone="bad" className="mb-4">
          {refusal}
        </Notice>
      )}
      {sending ? (
        <Sending {...sending} onCancel={() => abort.current?.abort()} />
      ) : (
        <>
          <Choices kind={kind} onKind={setKind} preset={preset} onPreset={setPreset} />
          <FileDrop
            label={t("upload.title")}
            prompt={t("upload.drop")}
            release={t("upload.release")}
            buttonLabel={t("upload.choose")}
            hint={t("upload.formats")}
            accept={ACCEPTED}
            onFiles={send}
          />
        </>
      )}
    </Card>
  );
}

interface ChoicesProps {
  kind: ImportKind;
  onKind: (kind: ImportKind) => void;
  preset: string;
  onPreset: (key: string) => void;
}

function Choices({ kind, onKind, preset, onPreset }: ChoicesProps) {
  const { t } = useTranslation("imports");
  const isAdmin = useHasRole("admin");
  const presets = (usePresets().data ?? []).filter((one) => one.kind === kind);
  const kinds = KINDS.filter((one) => one === "calls" || isAdmin);
  const choose = (next: string): void => {
    onKind(next as ImportKind);
    onPreset("");
  };
  return (
    <div className="mb-4 flex flex-wrap items-end gap-x-6 gap-y-4">
      {kinds.length > 1 && (
        <RadioGroup label={t("kind.label")} look="buttons" value={kind} onChange={choose} options={kinds.map((id) => ({ id, label: t(`kind.${id}`) }))} />
      )}
      {presets.length > 0 && (
        <Select
          label={t("presets.label")}
          emptyOption={t("presets.none")}
          options={presets.map(({ key, name }) => ({ id: key, label: name }))}
          value={preset}
          onChange={onPreset}
          className="w-80 max-w-full"
        />
      )}
    </div>
  );
}

function Sending({ name, share, onCancel }: { name: string; share: number; onCancel: () => void }) {
  const { t } = useTranslation(["imports", "ui"]);
  const isSent = share >= 1;
  return (
    <div className="flex flex-wrap items-end gap-4 py-6">
      <ProgressBar
        label={isSent ? t("imports:upload.examining", { name }) : t("imports:upload.sending", { name })}
        value={isSent ? undefined : Math.round(share * 100)}
        className="flex-1 basis-64"
      />
      <Button icon={<X size={16} />} onPress={onCancel}>
        {t("ui:cancel")}
      </Button>
    </div>
  );
}
