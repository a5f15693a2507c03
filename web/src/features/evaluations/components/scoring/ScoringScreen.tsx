import { type ReactNode, useState } from "react";
import { flushSync } from "react-dom";
import { useTranslation } from "react-i18next";
import { useSearchParams } from "react-router";

import { useMe } from "@/parts/session";

import { answerOf, isSettled } from "../../model/answers";
import { filterOf } from "../../model/call-filter";
import { shownSections } from "../../model/shown";
import { useConclude } from "../../model/use-conclude";
import { useDraft } from "../../model/use-draft";
import { useMoments } from "../../model/use-moments";
import { useAfterwards } from "../../model/use-afterwards";
import { useScoringKeys } from "../../model/use-scoring-keys";
import { useSingleKeys } from "../../model/use-single-keys";
import { type ScoringStart, usePrefetchNext } from "../../queries";
import { CollisionDialog } from "./CollisionDialog";
import { focusComment } from "./control";
import { ConcludeDialog } from "./ConcludeDialog";
import { KeysDialog, KeysHint } from "./KeysDialog";
import { ScorePanel } from "./ScorePanel";
import { ScoringBar } from "./ScoringBar";
import { ScoringForm } from "./ScoringForm";
import { ScoringNotices } from "./ScoringNotices";
import { ScoringSide } from "./ScoringSide";

export interface ScoringScreenProps {
  start: ScoringStart;
  /** Drawn above; told whether nothing is answered yet. */
  header: (isUntouched: boolean) => ReactNode;
}

/** The call beside its scorecard. What it begins from is read once; what arrives later never resets the form. */
export function ScoringScreen({ start, header }: ScoringScreenProps) {
  const { t } = useTranslation("evaluations");
  const { call, card } = start;
  const me = useMe();
  const draft = useDraft({ userId: me.id, callId: call.id, scorecardId: card.scorecardId, saved: start.draft });
  const { state, sync } = draft;
  const conclude = useConclude(draft, card.sections, t("save.concludeOffline"), useAfterwards(call.id));
  const [current, setCurrent] = useState<string | null>(null);
  const [commenting, setCommenting] = useState<ReadonlySet<string>>(new Set());
  const [guided, setGuided] = useState<string | null>(null);
  const [isHelping, setHelping] = useState(false);
  const [hasKeys, setKeys] = useSingleKeys();

  const sections = shownSections(card.sections, state.answers);
  const criteria = sections.flatMap((section) => section.criteria);
  const answered = criteria.filter(({ key }) => isSettled(answerOf(state.answers, key))).length;
  usePrefetchNext(call.id, filterOf(useSearchParams()[0]), criteria.length > 0 && answered >= criteria.length - 1);
  const isOutdated = state.phase === "offline" || state.phase === "refused" || state.phase === "collided";
  const comment = (criterion: string): void => {
    flushSync(() => setCommenting(new Set([...commenting, criterion])));
    focusComment(criterion);
  };
  const moments = useMoments(draft);
  const act = { onChange: (answer: Parameters<typeof sync.change>[0]) => sync.change(answer), onComment: comment };
  useScoringKeys({
    ...act,
    sections,
    answers: state.answers,
    current,
    hasKeys,
    onGuide: setGuided,
    ...(moments.canPin ? { onMoment: moments.begin, onPin: moments.pin } : {}),
    onConclude: (goesOn) => void conclude.ask(goesOn),
    onHelp: () => setHelping(true),
  });

  return (
    <>
    {header(state.saved === null && Object.keys(state.pending).length === 0)}
    <div className="grid gap-x-6 gap-y-5 lg:grid-cols-[16rem_minmax(0,1fr)] xl:grid-cols-[22rem_minmax(0,1fr)]">
      <ScoringSide
        call={call}
        draft={draft}
        moments={moments}
        sections={card.sections}
        criteria={criteria}
        current={current}
        hasKeys={hasKeys}
        isOutdated={isOutdated}
      />
      <div className="flex min-w-0 flex-col">
        <ScoringNotices draft={draft} conclude={conclude} criteria={criteria} />
        <KeysHint onOpen={() => setHelping(true)} hasPlayer={moments.canPin} />
        <ScoringForm
          {...act}
          sections={sections}
          answers={state.answers}
          conclude={conclude}
          current={current}
          commenting={commenting}
          guided={guided}
          hasKeys={hasKeys}
          moments={moments}
          onCurrent={setCurrent}
          onGuide={setGuided}
        />
        <div className="mt-5 lg:hidden">
          <ScorePanel saved={state.saved} sections={card.sections} isOutdated={isOutdated} />
        </div>
        <ScoringBar
          state={state}
          answered={answered}
          total={criteria.length}
          isPending={conclude.isPending}
          onConclude={(goesOn) => void conclude.ask(goesOn)}
        />
      </div>
      <KeysDialog isOpen={isHelping} onClose={() => setHelping(false)} hasKeys={hasKeys} onToggle={setKeys} hasPlayer={moments.canPin} />
      <CollisionDialog collisions={state.collisions} sections={card.sections} onDecide={(winner) => sync.decide(winner)} />
      <ConcludeDialog conclude={conclude} saved={state.saved} operator={call.operator_name} />
    </div>
    </>
  );
}
