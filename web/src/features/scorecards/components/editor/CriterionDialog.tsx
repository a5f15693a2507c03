import { useState } from "react";
import { useTranslation } from "react-i18next";

import type { FaultOut, Kind } from "@/api/generated";
import { Actions, Button, Dialog, Tabs } from "@/ui";
import { NEW_OPTION } from "@/parts/new-criterion";

import { type Criterion, fitted, isChoice } from "../../model/draft";
import { BasicFields } from "./BasicFields";
import { OptionsEditor } from "./OptionsEditor";
import { RuleFields } from "./RuleFields";

export interface CriterionDialogProps {
  criterion: Criterion;
  earlier: readonly Criterion[];
  faults: readonly FaultOut[];
  pointer: string;
  onApply: (criterion: Criterion) => void;
  onClose: () => void;
}

/** What every tab of the dialog is given. */
export interface CriterionFieldsProps {
  criterion: Criterion;
  faults: readonly FaultOut[];
  pointer: string;
  set: (patch: Partial<Criterion>) => void;
}

function useDraft(initial: Criterion) {
  const { t } = useTranslation("ui");
  const [criterion, setCriterion] = useState(initial);
  const set = (patch: Partial<Criterion>): void => setCriterion(fitted({ ...criterion, ...patch }));
  const yesNo = [
    { ...NEW_OPTION, label: t("yes"), score: 1 },
    { ...NEW_OPTION, label: t("no"), score: 0 },
  ];
  const setKind = (kind: Kind): void => {
    const keeps = isChoice(kind) === isChoice(criterion.kind);
    set({ kind, options: keeps ? criterion.options : kind === "single" ? yesNo : [] });
  };
  return { criterion, set, setKind };
}

export function CriterionDialog({ criterion: initial, earlier, faults, pointer, onApply, onClose }: CriterionDialogProps) {
  const { t } = useTranslation(["scorecards", "ui"]);
  const { criterion, set, setKind } = useDraft(initial);
  const shared = { criterion, faults, pointer, set };
  const tabs = [
    { id: "basics", label: t("scorecards:item.basics"), content: <BasicFields {...shared} setKind={setKind} /> },
    ...(criterion.kind === "text"
      ? []
      : [
          {
            id: "answers",
            label: t("scorecards:item.answers"),
            content: <OptionsEditor criterion={criterion} faults={faults} pointer={pointer} onChange={(options) => set({ options })} />,
          },
        ]),
    { id: "rules", label: t("scorecards:item.rules"), content: <RuleFields {...shared} earlier={earlier} /> },
  ];
  return (
    <Dialog title={t("scorecards:item.edit")} isOpen onClose={onClose} size="lg">
      <Tabs label={t("scorecards:item.edit")} tabs={tabs} />
      <Actions>
        <Button onPress={onClose}>{t("ui:cancel")}</Button>
        <Button variant="primary" onPress={() => onApply(criterion)}>
          {t("scorecards:item.apply")}
        </Button>
      </Actions>
    </Dialog>
  );
}
