import { BookOpenText, CircleAlert, MapPin, MessageSquarePlus } from "lucide-react";
import { useTranslation } from "react-i18next";

import type { CriterionOut, SectionOut } from "@/api/generated";
import { cn } from "@/lib/cn";
import { TextField } from "@/ui";

import { type Answer, isSettled, mayNotApply, toggleNotApplicable } from "../../model/answers";
import type { Moment } from "../../model/moments";
import { needsComment } from "../../model/shown";
import { CriterionMarks } from "../CriterionMarks";
import { MomentChips } from "../moments/MomentChips";
import { AnswerControl } from "./AnswerControl";
import { cardId, focusCriterion } from "./control";
import { GuidanceButton } from "./GuidanceButton";
import { ToolButton } from "./ToolButton";

export interface CriterionCardProps {
  section: SectionOut;
  criterion: CriterionOut;
  /** Its place on the screen, from 1. */
  place: number;
  answer: Answer;
  /** What is wrong or missing, once it was asked to be concluded. */
  error: string | undefined;
  isCurrent: boolean;
  isCommenting: boolean;
  isGuided: boolean;
  /** Single keys reach the tools of the card, which then leave the tab order to the answers. */
  hasKeys: boolean;
  onChange: (answer: Answer) => void;
  onFocus: () => void;
  onComment: () => void;
  onGuide: (open: boolean) => void;
  /** The moments of the call that the answer points at. */
  moments: readonly Moment[];
  /** Points at the present second; left out where there is nothing to listen to. */
  onPin?: () => void;
}

export function CriterionCard(props: CriterionCardProps) {
  const { section, criterion, answer, error, isCurrent, hasKeys, onChange, onFocus, onComment } = props;
  const { t } = useTranslation("evaluations");
  const labelId = `${cardId(criterion.key)}-label`;
  const wantsComment = needsComment(criterion, answer);
  const showsComment = props.isCommenting || wantsComment || answer.comment !== "";
  return (
    <section
      id={cardId(criterion.key)}
      aria-labelledby={labelId}
      tabIndex={-1}
      onFocus={onFocus}
      className={cn(
        "scroll-mt-20 scroll-mb-32 px-5 py-4 outline-none lg:scroll-mt-6",
        isCurrent && "bg-hover/60 shadow-[inset_3px_0_0_var(--accent)]",
      )}
    >
      <div className="mb-2.5 flex flex-wrap items-center justify-between gap-x-4 gap-y-1">
        <h3 id={labelId} className="flex min-w-0 flex-wrap items-center gap-x-2 gap-y-1 text-base">
          <span className="min-w-0 break-words">
            <span className={cn("mr-1.5 text-sm font-medium", isSettled(answer) ? "text-primary" : "text-ink-faint")}>{props.place}.</span>
            {criterion.label}
          </span>
          {!criterion.required && <span className="text-sm font-normal text-ink-faint">{t("scoring.optional")}</span>}
          <CriterionMarks criterion={criterion} />
        </h3>
        <div className="-mr-2 flex flex-wrap gap-1">
          {criterion.guidance && <GuidanceButton criterion={criterion} isOpen={props.isGuided} onOpenChange={props.onGuide} hasKeys={hasKeys} icon={<BookOpenText size={15} aria-hidden />} />}
          {props.onPin && (
            <ToolButton icon={<MapPin size={15} aria-hidden />} letter="M" hasKeys={hasKeys} onPress={props.onPin}>
              {t("moments.pin")}
            </ToolButton>
          )}
          <ToolButton icon={<MessageSquarePlus size={15} aria-hidden />} letter={props.onPin ? "⇧C" : "C"} hasKeys={hasKeys} onPress={onComment}>
            {t("scoring.comment")}
          </ToolButton>
          {mayNotApply(section, criterion) && (
            <ToolButton letter="N" hasKeys={hasKeys} isPressed={answer.not_applicable} onPress={() => onChange(toggleNotApplicable(answer))}>
              {t("scoring.notApplicable")}
            </ToolButton>
          )}
        </div>
      </div>
      <div className={cn(answer.not_applicable && "opacity-60")}>
        <AnswerControl criterion={criterion} answer={answer} onChange={onChange} labelId={labelId} />
      </div>
      <MomentChips moments={props.moments} criterion={criterion.label} />
      {showsComment && (
        <div data-comment className="mt-3">
          <TextField
            label={wantsComment ? t("scoring.commentNeeded") : t("scoring.commentOn", { criterion: criterion.label })}
            hideLabel={!wantsComment}
            isRequired={wantsComment}
            placeholder={t("scoring.commentPlaceholder")}
            rows={2}
            value={answer.comment}
            onChange={(comment) => onChange({ ...answer, comment })}
            onKeyDown={({ key }) => {
              if (key === "Escape") focusCriterion(criterion.key);
            }}
          />
        </div>
      )}
      {error && (
        <p role="alert" className="mt-2 flex items-center gap-1.5 text-sm font-medium text-bad">
          <CircleAlert size={15} aria-hidden className="shrink-0" />
          {error}
        </p>
      )}
    </section>
  );
}
