import { Copy, Download } from "lucide-react";
import { useTranslation } from "react-i18next";

import { Actions, Button, buttonClass, Notice, toast } from "@/ui";

/** Ten codes that are seen this once. */
export function RecoveryCodes({ codes, onDone }: { codes: string[]; onDone: () => void }) {
  const { t } = useTranslation("security");
  const text = codes.join("\n");
  const copy = (): void => void navigator.clipboard.writeText(text).then(() => toast.done(t("recovery.copied")));
  return (
    <div className="flex flex-col gap-5">
      <Notice tone="warn">{t("recovery.once")}</Notice>
      <ul aria-label={t("recovery.label")} className="grid gap-x-6 gap-y-1.5 rounded-md bg-sunken p-4 font-mono sm:grid-cols-2">
        {codes.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </ul>
      <div className="flex flex-wrap gap-2">
        <Button icon={<Copy size={16} aria-hidden />} onPress={copy}>
          {t("recovery.copy")}
        </Button>
        <a href={`data:text/plain;charset=utf-8,${encodeURIComponent(`${text}\n`)}`} download={t("recovery.file")} className={buttonClass()}>
          <Download size={16} aria-hidden />
          {t("recovery.download")}
        </a>
      </div>
      <Actions className="mt-1">
        <Button variant="primary" onPress={onDone}>
          {t("recovery.kept")}
        </Button>
      </Actions>
    </div>
  );
}
