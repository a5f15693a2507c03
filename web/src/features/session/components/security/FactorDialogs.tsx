import { useState } from "react";
import { useTranslation } from "react-i18next";

import { Dialog, toast } from "@/ui";

import { useDisableFactor, useRenewCodes } from "../../security-queries";
import { EnrolSteps } from "./EnrolSteps";
import { ProofForm } from "./ProofForm";
import { RecoveryCodes } from "./RecoveryCodes";

export function EnrolDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation("security");
  const done = (): void => {
    toast.done(t("enrol.done"));
    onClose();
  };
  return (
    <Dialog title={t("enrol.title")} isOpen onClose={onClose}>
      <EnrolSteps onDone={done} />
    </Dialog>
  );
}

export function DisableDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation("security");
  const disable = useDisableFactor();
  const onSuccess = (): void => {
    toast.done(t("disable.done"));
    onClose();
  };
  return (
    <Dialog title={t("disable.title")} isOpen onClose={onClose} size="sm">
      <ProofForm
        lead={t("disable.lead")}
        submitLabel={t("disable.submit")}
        isDangerous
        isPending={disable.isPending}
        onSend={(proof, onError) => disable.mutate(proof, { onSuccess, onError })}
        onClose={onClose}
      />
    </Dialog>
  );
}

export function RenewDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation("security");
  const renew = useRenewCodes();
  const [codes, setCodes] = useState<string[]>();
  return (
    <Dialog title={t("renew.title")} isOpen onClose={onClose} size={codes ? "md" : "sm"}>
      {codes ? (
        <RecoveryCodes codes={codes} onDone={onClose} />
      ) : (
        <ProofForm
          lead={t("renew.lead")}
          submitLabel={t("renew.submit")}
          isPending={renew.isPending}
          onSend={(proof, onError) => renew.mutate(proof, { onSuccess: setCodes, onError })}
          onClose={onClose}
        />
      )}
    </Dialog>
  );
}
