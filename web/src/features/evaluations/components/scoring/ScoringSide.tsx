import { MapPinPlus } from "lucide-react";
import { useTranslation } from "react-i18next";

import type { CriterionOut, SectionOut } from "@/api/generated";
import { DeckCard } from "@/parts/recordings/DeckCard";
import { Button } from "@/ui";

import { type Moments, marksOf } from "../../model/use-moments";
import type { Draft } from "../../model/use-draft";
import type { Call } from "../../queries";
import { Kbd } from "../Kbd";
import { MomentForm } from "../moments/MomentForm";
import { MomentList } from "../moments/MomentList";
import { CallPanel } from "./CallPanel";
import { focusCriterion } from "./control";
import { ScorePanel } from "./ScorePanel";

export interface ScoringSideProps {
  call: Call;
  draft: Draft;
  moments: Moments;
  sections: readonly SectionOut[];
  criteria: readonly CriterionOut[];
  current: string | null;
  hasKeys: boolean;
  isOutdated: boolean;
}

/** What stands still beside the form: the player above everything, then moments, the call's facts and the score. */
export function ScoringSide({ call, draft, moments, sections, criteria, current, hasKeys, isOutdated }: ScoringSideProps) {
  const { t } = useTranslation("evaluations");
  const back = (): void => {
    if (current) focusCriterion(current);
  };
  return (
    <div className="flex min-w-0 flex-col gap-5 lg:sticky lg:top-6 lg:max-h-[calc(100dvh-3rem)] lg:self-start">
      <div className="shrink-0 empty:hidden">
        <DeckCard marks={marksOf(moments.all)} hasKeys={hasKeys}>
          {moments.edited ? (
            <MomentForm
              key={moments.edited.id}
              initial={moments.edited}
              criteria={criteria}
              onSave={(moment) => {
                moments.save(moment);
                back();
              }}
              onClose={() => {
                moments.edit(null);
                back();
              }}
            />
          ) : (
            <Button size="sm" icon={<MapPinPlus size={15} />} onPress={() => moments.begin(current)}>
              {t("moments.begin")}
              {hasKeys && <Kbd>C</Kbd>}
            </Button>
          )}
        </DeckCard>
      </div>
      <div className="flex min-h-0 min-w-0 flex-col gap-5 lg:overflow-y-auto">
        {moments.all.length > 0 && (
          <section aria-labelledby="moments" className="rounded-lg border border-line bg-surface p-5 shadow-card">
            <h2 id="moments" className="mb-3 text-base">
              {t("moments.title")}
            </h2>
            <MomentList moments={moments.all} sections={sections} onEdit={moments.edit} onRemove={moments.remove} />
          </section>
        )}
        <CallPanel call={call} />
        <div className="max-lg:hidden">
          <ScorePanel saved={draft.state.saved} sections={sections} isOutdated={isOutdated} />
        </div>
      </div>
    </div>
  );
}
