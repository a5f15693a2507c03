import { MapPin, X } from "lucide-react";
import { useTranslation } from "react-i18next";

import type { CriterionOut, SectionOut } from "@/api/generated";
import { useDeck } from "@/parts/recordings/deck";
import { Button, Checkbox, IconButton, TextField } from "@/ui";

import type { Answer } from "../../model/answers";
import type { Contested, ItemField, Want } from "../../model/contest";
import { CriterionMarks } from "../CriterionMarks";
import { clockOf, MomentTime } from "../moments/MomentTime";
import { useWritten } from "../use-written";
import { AnswerBox } from "./AnswerBox";
import { FieldAlert } from "./FieldAlert";

export function itemId(criterion: string): string {
  return `item-${criterion}`;
}

export interface ContestItemProps {
  section: SectionOut;
  criterion: CriterionOut;
  given: Answer | undefined;
  contested: Contested;
  isMarked: boolean;
  /** What is wanting, once it was tried to be sent. */
  want: Partial<Record<"answer" | "reason", Want>>;
  /** What the server said about it. */
  errors: Partial<Record<ItemField, string>>;
  onMark: (isOn: boolean) => void;
  onChange: (contested: Contested) => void;
}

/** One item: marked, it asks for the right answer, the reason and, if one likes, the moment. */
export function ContestItem(props: ContestItemProps) {
  const { criterion, given, isMarked, errors, onMark } = props;
  const { t } = useTranslation("feedback");
  const written = useWritten();
  const givenId = `${itemId(criterion.key)}-given`;
  return (
    <li id={itemId(criterion.key)} tabIndex={-1} className="scroll-mt-20 px-5 py-4">
      <div className="flex flex-wrap items-start justify-between gap-x-4 gap-y-1">
        <Checkbox isSelected={isMarked} onChange={onMark} aria-describedby={givenId} className="min-w-0 py-1 font-medium">
          {criterion.label}
        </Checkbox>
        <CriterionMarks criterion={criterion} />
      </div>
      <p id={givenId} className="pl-7.5 text-sm text-ink-soft">
        {t("contest.given", { answer: written(criterion, given) })}
      </p>
      <div className="pl-7.5 empty:hidden">
        <FieldAlert text={errors.item} />
      </div>
      {isMarked && <Details {...props} />}
    </li>
  );
}

function Details({ section, criterion, contested, want, errors, onChange }: ContestItemProps) {
  const { t } = useTranslation("feedback");
  return (
    <div className="mt-4 flex flex-col gap-5 sm:pl-7.5">
      <AnswerBox
        title={t("contest.rightTitle")}
        section={section}
        criterion={criterion}
        answer={contested.answer}
        error={errors.answer ?? (want.answer && t(`contest.${want.answer}`))}
        onChange={(answer) => onChange({ ...contested, answer })}
      />
      <TextField
        label={t("contest.reason")}
        description={t("contest.reasonHint")}
        isRequired
        rows={3}
        maxLength={4000}
        value={contested.reason}
        error={errors.reason ?? (want.reason && t(`contest.${want.reason}`))}
        onChange={(reason) => onChange({ ...contested, reason })}
      />
      <MomentPicker contested={contested} error={errors.moment} onChange={onChange} />
    </div>
  );
}

function MomentPicker({ contested, error, onChange }: { contested: Contested; error: string | undefined; onChange: (contested: Contested) => void }) {
  const { t } = useTranslation("feedback");
  const deck = useDeck();
  const { moment, answer } = contested;
  if (!deck?.selected) return null;
  const place = moment && { id: answer.criterion, ...moment, until_seconds: null, criterion: answer.criterion, comment: "" };
  return (
    <div className="flex flex-col gap-2">
      <div className="flex flex-wrap items-center gap-2">
        {place && <MomentTime moment={place} />}
        {place && <IconButton label={t("contest.removeMoment", { at: clockOf(place) })} icon={<X size={15} />} onPress={() => onChange({ ...contested, moment: null })} />}
        <Button size="sm" icon={<MapPin size={15} />} onPress={() => onChange({ ...contested, moment: deck.now() })}>
          {place ? t("contest.momentAgain") : t("contest.moment")}
        </Button>
      </div>
      {!place && <p className="text-sm text-ink-soft">{t("contest.momentHint")}</p>}
      <FieldAlert text={error} />
    </div>
  );
}
