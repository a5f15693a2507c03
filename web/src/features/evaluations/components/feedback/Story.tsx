import { CheckCheck, CircleCheck, CircleSlash, Hourglass, type LucideIcon, MessageSquareWarning, PencilLine, Send, ShieldCheck } from "lucide-react";
import { useTranslation } from "react-i18next";

import type { SectionOut } from "@/api/generated";
import { formatDateTime } from "@/lib/dates";
import { formatScore } from "@/lib/numbers";
import { Card } from "@/ui";

import { type Happened, storyOf } from "../../model/story";
import type { Evaluation } from "../../queries";
import { ContestFiles } from "./ContestFiles";
import { ContestLines } from "./ContestLines";
import { Words } from "./Words";

const ICONS: Record<Happened["kind"], LucideIcon> = {
  published: Send,
  agreed: CircleCheck,
  disagreed: CircleSlash,
  contested: MessageSquareWarning,
  upheld: ShieldCheck,
  changed: PencilLine,
  closed: CheckCheck,
  expired: Hourglass,
};

/** What happened since it was published, the oldest first; nothing while nothing has. */
export function Story({ evaluation, sections }: { evaluation: Evaluation; sections: readonly SectionOut[] }) {
  const { t } = useTranslation("feedback");
  const story = storyOf(evaluation);
  if (story.length < 2) return null;
  return (
    <Card title={t("story.title")}>
      <ol aria-label={t("story.title")} className="flex flex-col">
        {story.map((happened, index) => (
          <Event key={`${happened.kind} ${String(index)}`} evaluation={evaluation} happened={happened} sections={sections} isLast={index === story.length - 1} />
        ))}
      </ol>
    </Card>
  );
}

interface EventProps {
  evaluation: Evaluation;
  happened: Happened;
  sections: readonly SectionOut[];
  isLast: boolean;
}

function Event({ evaluation, happened, sections, isLast }: EventProps) {
  const { t } = useTranslation("feedback");
  const Icon = ICONS[happened.kind];
  const name = ("name" in happened ? happened.name : null) ?? t("story.someone");
  return (
    <li className="relative flex gap-3.5 pb-5 last:pb-0">
      {!isLast && <span aria-hidden className="absolute top-8 bottom-0 left-4 w-px bg-line" />}
      <span aria-hidden className="grid size-8 shrink-0 place-items-center rounded-full bg-sunken text-ink-soft">
        <Icon size={16} />
      </span>
      <div className="min-w-0 flex-1 pt-0.5">
        <p className="flex flex-wrap items-baseline justify-between gap-x-4">
          <span className="min-w-0 font-medium break-words">{t(`story.${happened.kind}`, { name })}</span>
          <span className="text-sm text-ink-faint">{formatDateTime(happened.at)}</span>
        </p>
        <Told evaluation={evaluation} happened={happened} sections={sections} />
      </div>
    </li>
  );
}

function Told({ evaluation, happened, sections }: Omit<EventProps, "isLast">) {
  const { t } = useTranslation("feedback");
  const score = "score" in happened && happened.score !== null ? <p className="text-ink-soft">{t("story.score", { score: formatScore(happened.score) })}</p> : null;
  if (happened.kind === "agreed" || happened.kind === "disagreed") return <Words text={happened.comment} />;
  if (happened.kind === "contested") {
    return (
      <>
        <Words text={happened.contest.comment} />
        <ContestLines contest={happened.contest} sections={sections} />
        <ContestFiles evaluation={evaluation} contest={happened.contest} />
      </>
    );
  }
  return (
    <>
      {score}
      {"contest" in happened && <Words text={happened.contest.reason} />}
    </>
  );
}
