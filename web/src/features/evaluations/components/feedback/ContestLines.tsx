import { ArrowLeftRight, Check, Hourglass, type LucideIcon, ShieldCheck } from "lucide-react";
import { useTranslation } from "react-i18next";

import type { ContestItemOut, ContestOut, CriterionOut, Decision, SectionOut } from "@/api/generated";
import { Badge, type Tone } from "@/ui";

import { MomentTime } from "../moments/MomentTime";
import { useWritten } from "../use-written";

const LOOKS: Record<Decision, [Tone, LucideIcon]> = {
  uphold: ["neutral", ShieldCheck],
  accept: ["good", Check],
  replace: ["info", ArrowLeftRight],
};

/** The items of a contest: what was asked for and why, and what became of it. */
export function ContestLines({ contest, sections }: { contest: ContestOut; sections: readonly SectionOut[] }) {
  const criteria = sections.flatMap((section) => section.criteria);
  return (
    <ul className="mt-2 flex flex-col gap-3">
      {contest.items.map((item) => {
        const criterion = criteria.find(({ key }) => key === item.criterion);
        return criterion && <Item key={item.criterion} item={item} criterion={criterion} />;
      })}
    </ul>
  );
}

function Item({ item, criterion }: { item: ContestItemOut; criterion: CriterionOut }) {
  const { t } = useTranslation("feedback");
  const written = useWritten();
  return (
    <li className="rounded-md border border-line px-4 py-3">
      <div className="flex flex-wrap items-center justify-between gap-x-3 gap-y-1">
        <h3 className="min-w-0 text-[0.9375rem] font-medium break-words">{criterion.label}</h3>
        <Verdict item={item} criterion={criterion} />
      </div>
      <p className="text-sm break-words text-ink-soft">
        {item.asked ? t("story.asked", { given: written(criterion, item.given), asked: written(criterion, item.asked) }) : t("story.appeared")}
      </p>
      {item.reason && <p className="mt-1.5 break-words whitespace-pre-line">{item.reason}</p>}
      <ItemMoment item={item} />
      {item.decided_reason && <p className="mt-1.5 border-t border-line pt-1.5 break-words whitespace-pre-line">{item.decided_reason}</p>}
    </li>
  );
}

/** The second that shows what the operator says; it plays. */
export function ItemMoment({ item }: { item: Pick<ContestItemOut, "criterion" | "recording_id" | "at_seconds"> }) {
  const { criterion, recording_id, at_seconds } = item;
  if (recording_id === null || at_seconds === null) return null;
  return (
    <div className="mt-2">
      <MomentTime moment={{ id: criterion, recording_id, at_seconds, until_seconds: null, criterion, comment: "" }} />
    </div>
  );
}

function Verdict({ item: { decision, decided }, criterion }: { item: ContestItemOut; criterion: CriterionOut }) {
  const { t } = useTranslation("feedback");
  const written = useWritten();
  if (!decision) {
    return (
      <Badge tone="accent" icon={<Hourglass size={14} aria-hidden />}>
        {t("story.waiting")}
      </Badge>
    );
  }
  const [tone, Icon] = LOOKS[decision];
  return (
    <Badge tone={tone} icon={<Icon size={14} aria-hidden />}>
      {t(`story.decision.${decision}`, { answer: written(criterion, decided) })}
    </Badge>
  );
}
