import { ArrowLeftRight, ArrowDownRight, ArrowUpRight, CircleMinus, CirclePlus, Equal, type LucideIcon } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import type { RevisionOut, SectionOut } from "@/api/generated";
import { formatDate } from "@/lib/dates";
import { ScoreBadge } from "@/parts/ScoreBadge";
import { Badge, Card, RadioGroup, type Tone } from "@/ui";

import { type Change, changesOf, type Turn } from "../../model/changes";
import type { Evaluation } from "../../queries";
import { useWritten } from "../use-written";

const LOOKS: Record<Turn, [Tone, LucideIcon]> = {
  up: ["good", ArrowUpRight],
  down: ["warn", ArrowDownRight],
  other: ["info", ArrowLeftRight],
  added: ["info", CirclePlus],
  removed: ["neutral", CircleMinus],
  same: ["neutral", Equal],
};

const ROW = "grid grid-cols-2 gap-x-4 gap-y-1 px-5 sm:grid-cols-[minmax(0,1fr)_minmax(7rem,11rem)_minmax(7rem,11rem)]";

/** Two revisions side by side: the scores, then what changed; what stayed only when it is asked for. */
export function Changes({ evaluation, sections }: { evaluation: Evaluation; sections: readonly SectionOut[] }) {
  const { t } = useTranslation("feedback");
  const { revisions } = evaluation;
  const [chosen, setChosen] = useState<string>();
  const to = revisions.find(({ number }) => String(number) === chosen) ?? revisions.at(-1);
  const from = revisions.find(({ number }) => number === (to?.number ?? 0) - 1);
  if (!from || !to) return null;
  const pairs = revisions.slice(1).map(({ number }) => ({ id: String(number), label: t("changes.pair", { from: number - 1, to: number }) }));
  return (
    <Card title={t("changes.title")} isFlush>
      {pairs.length > 1 && (
        <div className="px-5 pt-3">
          <RadioGroup label={t("changes.which")} hideLabel look="buttons" options={pairs} value={String(to.number)} onChange={setChosen} />
        </div>
      )}
      <div className={`${ROW} pt-3 pb-4`}>
        <span className="text-sm text-ink-faint max-sm:hidden">{t("changes.score")}</span>
        <Revision name={t("changes.before")} revision={from} />
        <Revision name={t("changes.after")} revision={to} />
      </div>
      <Lines changes={changesOf(from, to, sections)} />
    </Card>
  );
}

function Revision({ name, revision }: { name: string; revision: RevisionOut }) {
  const { t } = useTranslation("feedback");
  return (
    <div role="group" aria-label={`${name}: ${t("changes.revision", { number: revision.number })}`} className="min-w-0">
      <p className="font-semibold">{name}</p>
      <p className="mb-1 text-sm text-ink-faint">{`${t("changes.revision", { number: revision.number })} · ${formatDate(revision.at)}`}</p>
      <ScoreBadge score={revision.overall_score} outcome={revision.outcome} />
    </div>
  );
}

function Lines({ changes }: { changes: readonly Change[] }) {
  const { t } = useTranslation("feedback");
  const [isWhole, setWhole] = useState(false);
  const same = changes.filter(({ turn }) => turn === "same");
  const shown = isWhole ? changes : changes.filter(({ turn }) => turn !== "same");
  return (
    <>
      {shown.length === 0 && <p className="border-t border-line px-5 py-4 text-ink-soft">{t("changes.none")}</p>}
      <ul aria-label={t("changes.list")} className="divide-y divide-line border-t border-line">
        {shown.map((change) => (
          <Line key={change.criterion.key} change={change} />
        ))}
      </ul>
      {same.length > 0 && !isWhole && (
        <button type="button" onClick={() => setWhole(true)} className="min-h-11 w-full rounded-b-lg border-t border-line px-5 text-left text-sm font-medium text-primary hover:bg-hover">
          {t("changes.showSame", { count: same.length })}
        </button>
      )}
    </>
  );
}

function Line({ change: { criterion, before, after, turn } }: { change: Change }) {
  const { t } = useTranslation("feedback");
  const written = useWritten();
  const [tone, Icon] = LOOKS[turn];
  return (
    <li className={`${ROW} py-3`}>
      <div className="flex min-w-0 flex-wrap items-center gap-x-3 gap-y-1 max-sm:col-span-2">
        <h3 className="min-w-0 text-[0.9375rem] font-medium break-words">{criterion.label}</h3>
        <Badge tone={tone} icon={<Icon size={14} aria-hidden />}>
          {t(`changes.${turn}`)}
        </Badge>
      </div>
      <p className="min-w-0 break-words text-ink-soft">
        <span className="sr-only">{`${t("changes.before")}: `}</span>
        {before ? written(criterion, before) : "—"}
      </p>
      <p className="min-w-0 font-semibold break-words">
        <span className="sr-only">{`${t("changes.after")}: `}</span>
        {after ? written(criterion, after) : "—"}
      </p>
    </li>
  );
}
