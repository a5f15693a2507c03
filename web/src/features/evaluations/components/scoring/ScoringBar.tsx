import { useTranslation } from "react-i18next";

import type { EvaluationOut } from "@/api/generated";
import { formatScore } from "@/lib/numbers";
import { Button } from "@/ui";

import type { DraftState } from "../../model/draft-sync";
import { Kbd } from "../Kbd";
import { SaveState } from "./SaveState";

export interface ScoringBarProps {
  state: DraftState<EvaluationOut>;
  answered: number;
  total: number;
  isPending: boolean;
  onConclude: (goesOn: boolean) => void;
}

/** Always in sight: how far along, whether it is saved, and the way to conclude. */
export function ScoringBar({ state, answered, total, isPending, onConclude }: ScoringBarProps) {
  const { t } = useTranslation("evaluations");
  const share = total === 0 ? 0 : (answered / total) * 100;
  return (
    <div className="sticky bottom-0 z-20 -mx-4 mt-6 border-t border-line bg-surface px-4 py-3 shadow-pop sm:-mx-6 sm:px-6 lg:mx-0 lg:rounded-t-lg lg:border-x lg:px-5">
      <div className="flex flex-wrap items-center gap-x-5 gap-y-2">
        <div className="w-40 max-sm:w-28">
          <p className="text-sm text-ink-soft">{t("scoring.progress", { answered, total })}</p>
          <span aria-hidden className="mt-1 block h-1.5 overflow-hidden rounded-full bg-sunken">
            <span className="block h-full rounded-full bg-primary transition-[width]" style={{ width: `${share}%` }} />
          </span>
        </div>
        <p className="font-semibold lg:hidden">{formatScore(state.saved?.overall_score)}</p>
        <div className="min-w-0 flex-1">
          <SaveState state={state} />
        </div>
        <div className="flex flex-wrap items-center justify-end gap-2 max-sm:w-full">
          <Button isDisabled={isPending} onPress={() => onConclude(true)} className="max-sm:flex-1">
            {t("scoring.concludeNext")}
          </Button>
          <Button variant="primary" isPending={isPending} onPress={() => onConclude(false)} className="max-sm:flex-1">
            {t("scoring.conclude")}
            <Kbd isOnPrimary>{t("keys.conclude.keys")}</Kbd>
          </Button>
        </div>
      </div>
    </div>
  );
}
