import { useEffect, useState, useSyncExternalStore } from "react";

import type { EvaluationOut } from "@/api/generated";

import { type DraftPlace, draftStore } from "./draft-store";
import { type DraftState, DraftSync } from "./draft-sync";
import { draftTransport } from "./transport";

export interface Draft {
  state: DraftState<EvaluationOut>;
  sync: DraftSync<EvaluationOut>;
}

interface Begin extends DraftPlace {
  saved: EvaluationOut | null;
}

/** The draft of one call while its screen stands. It begins once: later values of `begin` do not reset it. */
export function useDraft(begin: Begin): Draft {
  const [sync] = useState(
    () => new DraftSync(begin.saved, draftStore(begin), draftTransport(begin.callId, begin.scorecardId)),
  );
  useEffect(() => sync.start(), [sync]);
  const state = useSyncExternalStore(sync.subscribe, sync.getState);
  return { state, sync };
}
