import { useTranslation } from "react-i18next";

import type { ContestItemOut, CriterionOut, Decision, SectionOut } from "@/api/generated";
import { Card, Fact, RadioGroup, TextField } from "@/ui";

import type { ItemField } from "../../model/contest";
import type { Ruling, RulingWant } from "../../model/decide";
import { CriterionMarks } from "../CriterionMarks";
import { useWritten } from "../use-written";
import { AnswerBox } from "./AnswerBox";
import { itemId } from "./ContestItem";
import { ItemMoment } from "./ContestLines";
import { FieldAlert } from "./FieldAlert";
import { Words } from "./Words";

interface CommonProps {
  section: SectionOut;
  criterion: CriterionOut;
  ruling: Ruling;
  want: RulingWant | undefined;
  errors: Partial<Record<ItemField, string>>;
  onChange: (ruling: Ruling) => void;
}

const WANTS = { choiceNeeded: "decide.choiceNeeded", answerNeeded: "decide.answerNeeded", answerSame: "contest.answerSame" } as const;

function Title({ criterion }: { criterion: CriterionOut }) {
  return (
    <span className="flex flex-wrap items-center gap-2">
      {criterion.label}
      <CriterionMarks criterion={criterion} />
    </span>
  );
}

/** One contested item: what was given, what is asked and why; then the decision. */
export function DecideItem({ item, section, criterion, ruling, want, errors, onChange }: CommonProps & { item: ContestItemOut }) {
  const { t } = useTranslation("feedback");
  const written = useWritten();
  const said = want && t(WANTS[want]);
  const choices = [
    { id: "uphold", label: t("decide.uphold"), hint: t("decide.upholdHint", { answer: written(criterion, item.given) }) },
    { id: "accept", label: t("decide.accept"), hint: t("decide.acceptHint", { answer: written(criterion, item.asked) }) },
    { id: "replace", label: t("decide.replace") },
  ];
  return (
    <div id={itemId(criterion.key)} tabIndex={-1} className="scroll-mt-20 rounded-lg">
      <Card title={<Title criterion={criterion} />}>
        <dl className="grid gap-x-6 gap-y-4 sm:grid-cols-2">
          <Fact name={t("decide.given")}>{written(criterion, item.given)}</Fact>
          <Fact name={t("decide.asked")}>
            <span className="font-semibold">{written(criterion, item.asked)}</span>
          </Fact>
          <Fact name={t("decide.why")} isWide>
            <Words text={item.reason} />
            <ItemMoment item={item} />
          </Fact>
        </dl>
        <div className="mt-5 flex flex-col gap-5 border-t border-line pt-4">
          <FieldAlert text={errors.item} />
          <RadioGroup
            label={t("decide.choice", { criterion: criterion.label })}
            options={choices}
            value={ruling.decision}
            error={want === "choiceNeeded" ? said : ruling.decision === "replace" ? undefined : errors.answer}
            onChange={(decision) => onChange({ ...ruling, decision: decision as Decision })}
          />
          {ruling.decision === "replace" && (
            <AnswerBox
              title={t("decide.replaceTitle")}
              section={section}
              criterion={criterion}
              answer={ruling.answer}
              error={errors.answer ?? said}
              onChange={(answer) => onChange({ ...ruling, answer })}
            />
          )}
          <ItemReason ruling={ruling} error={errors.reason} onChange={onChange} />
        </div>
      </Card>
    </div>
  );
}

/** An item that the new answers bring on screen: it is answered along with them. */
export function AppearedItem({ section, criterion, ruling, want, errors, onChange }: CommonProps) {
  const { t } = useTranslation("feedback");
  return (
    <div id={itemId(criterion.key)} tabIndex={-1} className="scroll-mt-20 rounded-lg">
      <Card title={<Title criterion={criterion} />}>
        <p className="mb-4 text-ink-soft">{t("decide.appeared")}</p>
        <div className="flex flex-col gap-5">
          <AnswerBox
            title={t("decide.replaceTitle")}
            section={section}
            criterion={criterion}
            answer={ruling.answer}
            error={errors.answer ?? errors.item ?? (want && t(WANTS[want]))}
            onChange={(answer) => onChange({ ...ruling, answer })}
          />
          <ItemReason ruling={ruling} error={errors.reason} onChange={onChange} />
        </div>
      </Card>
    </div>
  );
}

function ItemReason({ ruling, error, onChange }: { ruling: Ruling; error: string | undefined; onChange: (ruling: Ruling) => void }) {
  const { t } = useTranslation("feedback");
  return (
    <TextField
      label={t("decide.itemReason")}
      description={t("decide.itemReasonHint")}
      rows={2}
      maxLength={4000}
      value={ruling.reason}
      error={error}
      onChange={(reason) => onChange({ ...ruling, reason })}
    />
  );
}
