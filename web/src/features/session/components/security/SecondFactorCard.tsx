import { useState } from "react";
import { useTranslation } from "react-i18next";

import { QueryView } from "@/parts/QueryView";
import { FactorState } from "@/parts/security/FactorState";
import { Button, Card, Notice } from "@/ui";

import { useFactor } from "../../security-queries";
import { DisableDialog, EnrolDialog, RenewDialog } from "./FactorDialogs";

const DIALOGS = { enrol: EnrolDialog, disable: DisableDialog, renew: RenewDialog };
const FEW = 3;

export function SecondFactorCard() {
  const { t } = useTranslation("security");
  const [open, setOpen] = useState<keyof typeof DIALOGS>();
  const Open = open && DIALOGS[open];
  return (
    <Card title={t("factor.title")}>
      <p className="mb-4 text-ink-soft">{t("factor.lead")}</p>
      <QueryView query={useFactor()}>
        {(factor) => (
          <div className="flex flex-col gap-5">
            <FactorState factor={factor} />
            {factor.enabled && factor.recovery_codes_left <= FEW && <Notice tone="warn">{t("factor.few")}</Notice>}
            <div className="flex flex-wrap gap-2">
              {factor.enabled ? (
                <>
                  <Button onPress={() => setOpen("renew")}>{t("renew.action")}</Button>
                  <Button onPress={() => setOpen("disable")}>{t("disable.action")}</Button>
                </>
              ) : (
                <Button variant="primary" onPress={() => setOpen("enrol")}>
                  {t("enrol.action")}
                </Button>
              )}
            </div>
          </div>
        )}
      </QueryView>
      {Open && <Open onClose={() => setOpen(undefined)} />}
    </Card>
  );
}
