import { useTranslation } from "react-i18next";

import { ShownOnce } from "@/parts/ShownOnce";
import { Dialog } from "@/ui";

/** The secret of a webhook, this once. */
export function SecretDialog({ secret, onClose }: { secret: string; onClose: () => void }) {
  const { t } = useTranslation("webhooks");
  return (
    <Dialog title={t("once.title")} isOpen onClose={onClose}>
      <ShownOnce
        value={secret}
        label={t("once.label")}
        warning={t("once.warning")}
        copy={t("once.copy")}
        copied={t("once.copied")}
        done={t("once.done")}
        onDone={onClose}
      />
    </Dialog>
  );
}
