import { CircleAlert, CloudCheck, CloudOff, LoaderCircle } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";

import type { EvaluationOut } from "@/api/generated";
import { cn } from "@/lib/cn";
import { formatTime } from "@/lib/dates";

import type { DraftState } from "../../model/draft-sync";

type State = DraftState<EvaluationOut>;

const QUIET = 20_000;

function useWords(state: State): string {
  const { t } = useTranslation("evaluations");
  const count = Object.keys(state.pending).length;
  const at = state.savedAt ?? (state.saved ? new Date(state.saved.updated_at) : null);
  switch (state.phase) {
    case "saved":
      return at ? t("save.saved", { time: formatTime(at) }) : t("save.nothing");
    case "waiting":
    case "sending":
      return t("save.saving");
    case "offline":
      return t("save.offline", { count });
    case "collided":
      return t("save.collided");
    case "refused":
      return t("save.refused", { count });
    case "ended":
      return t("save.ended");
  }
}

/** Says the words aloud: trouble at once, savings at most every twenty seconds. */
function useSpoken(words: string, isUrgent: boolean, isWorthSaying: boolean): string {
  const [said, setSaid] = useState("");
  const last = useRef(0);
  useEffect(() => {
    if (!isWorthSaying) return;
    const pause = isUrgent ? 0 : Math.max(0, last.current + QUIET - Date.now());
    const timer = setTimeout(() => {
      last.current = Date.now();
      setSaid(words);
    }, pause);
    return () => clearTimeout(timer);
  }, [words, isUrgent, isWorthSaying]);
  return said;
}

/** Whether the answers are safe, and where. */
export function SaveState({ state }: { state: State }) {
  const words = useWords(state);
  const isTrouble = state.phase === "offline" || state.phase === "collided" || state.phase === "refused" || state.phase === "ended";
  const spoken = useSpoken(words, isTrouble, isTrouble || state.phase === "saved");
  const isBusy = state.phase === "waiting" || state.phase === "sending";
  const Icon = isBusy ? LoaderCircle : state.phase === "offline" ? CloudOff : isTrouble ? CircleAlert : CloudCheck;
  return (
    <p className={cn("flex min-w-0 items-center gap-2 text-sm", isTrouble ? "font-medium text-warn" : "text-ink-soft")}>
      <Icon size={16} aria-hidden className={cn("shrink-0", isBusy && "animate-spin")} />
      <span className="min-w-0" data-testid="save-state">
        {words}
      </span>
      <span role="status" className="sr-only">
        {spoken}
      </span>
    </p>
  );
}
