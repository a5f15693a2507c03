import { ListChecks } from "lucide-react";
import { useTranslation } from "react-i18next";

import { can } from "@/parts/can";
import { Button, Notice } from "@/ui";

import { refusalOf, refusalText } from "../model/refusal";
import { useMoveImport } from "../queries";
import { DateQuestion } from "./DateQuestion";
import { MappingTable } from "./MappingTable";
import { OptionFields } from "./OptionFields";
import { PresetBar } from "./PresetBar";
import type { StepProps } from "./shared";

export function ColumnsStep({ found, update, onChecking }: StepProps & { onChecking: () => void }) {
  const { t } = useTranslation("imports");
  const check = useMoveImport(found.id);
  return (
    <div className="flex flex-col gap-5">
      <PresetBar found={found} update={update} />
      <DateQuestion found={found} update={update} error={refusalOf(check.error, "options.date_order")} />
      <MappingTable found={found} update={update} />
      {found.kind === "calls" && <OptionFields found={found} update={update} />}
      {check.error && <Notice tone="bad">{refusalText(check.error)}</Notice>}
      {can(found, "check") && (
        <div className="flex flex-wrap items-center justify-end gap-x-5 gap-y-2">
          <p className="text-sm text-ink-soft">{t("columns.checkHint")}</p>
          <Button
            variant="primary"
            icon={<ListChecks size={17} />}
            isPending={check.isPending}
            isDisabled={update.isPending}
            onPress={() => check.mutate("check", { onSuccess: onChecking })}
          >
            {t("columns.check")}
          </Button>
        </div>
      )}
    </div>
  );
}
