import { useTranslation } from "react-i18next";

import type { CommentRequired, DefectClass, FatalScope, Severity } from "@/api/generated";
import { NumberField, Select } from "@/ui";

import { type Criterion, faultAt } from "../../model/draft";
import { ConditionFields } from "./ConditionFields";
import type { CriterionFieldsProps } from "./CriterionDialog";

const SEVERITIES: readonly Severity[] = ["none", "critical", "fatal"];
const SCOPES: readonly FatalScope[] = ["section", "form"];
const CLASSES: readonly DefectClass[] = ["customer", "business", "compliance"];
const COMMENTS: readonly CommentRequired[] = ["never", "always", "below"];

function GravityFields({ criterion, faults, pointer, set }: CriterionFieldsProps) {
  const { t } = useTranslation("scorecards");
  return (
    <>
      <Select
        label={t("item.severity")}
        options={SEVERITIES.map((id) => ({ id, label: t(`severity.${id}`) }))}
        value={criterion.severity}
        onChange={(severity) => set({ severity: severity as Severity })}
        error={faultAt(faults, `${pointer}/severity`)}
      />
      {criterion.severity === "fatal" && (
        <Select
          label={t("fatalScope.label")}
          options={SCOPES.map((id) => ({ id, label: t(`fatalScope.${id}`) }))}
          value={criterion.fatal_scope ?? ""}
          onChange={(scope) => set({ fatal_scope: scope as FatalScope })}
          error={faultAt(faults, `${pointer}/fatal_scope`)}
        />
      )}
      <NumberField
        label={t("item.failsBelow")}
        description={t("item.failsHint")}
        value={criterion.fails_below}
        onChange={(fails_below) => set({ fails_below })}
        error={faultAt(faults, `${pointer}/fails_below`)}
      />
    </>
  );
}

export function RuleFields(props: CriterionFieldsProps & { earlier: readonly Criterion[] }) {
  const { t } = useTranslation("scorecards");
  const { criterion, earlier, faults, pointer, set } = props;
  const isText = criterion.kind === "text";
  return (
    <div className="grid items-start gap-5 sm:grid-cols-2">
      {!isText && <GravityFields {...props} />}
      <Select
        label={t("defect.label")}
        emptyOption={t("defect.none")}
        options={CLASSES.map((id) => ({ id, label: t(`defect.${id}`) }))}
        value={criterion.defect_class ?? ""}
        onChange={(found) => set({ defect_class: (found || null) as DefectClass | null })}
      />
      <Select
        label={t("comment.label")}
        options={COMMENTS.filter((id) => !isText || id !== "below").map((id) => ({ id, label: t(`comment.${id}`) }))}
        value={criterion.comment_required}
        onChange={(comment) => set({ comment_required: comment as CommentRequired })}
        error={faultAt(faults, `${pointer}/comment_required`)}
      />
      {criterion.comment_required === "below" && (
        <NumberField
          label={t("comment.belowValue")}
          value={criterion.comment_below}
          onChange={(comment_below) => set({ comment_below })}
          error={faultAt(faults, `${pointer}/comment_below`)}
        />
      )}
      <div className="sm:col-span-full">
        <ConditionFields
          condition={criterion.shown_when}
          earlier={earlier}
          faults={faults}
          pointer={pointer}
          onChange={(shown_when) => set({ shown_when })}
        />
      </div>
    </div>
  );
}
