import type { Pendings } from "./draft-merge";

/** Where unsaved answers wait while the page is closed: this computer, apart for each person, call and scorecard. */
export interface DraftStore {
  read: () => Pendings;
  /** Keeps these answers and forgets those of `settled`; answers of another tab stay. */
  write: (pendings: Pendings, settled: readonly string[]) => void;
  clear: () => void;
}

const PREFIX = "monitoria.draft.";

function isPendings(value: unknown): value is Pendings {
  return (
    typeof value === "object" &&
    value !== null &&
    Object.values(value).every((entry: unknown) => typeof entry === "object" && entry !== null && "mine" in entry && "base" in entry)
  );
}

function parse(text: string | null): Pendings {
  try {
    const value: unknown = JSON.parse(text ?? "{}");
    return isPendings(value) ? value : {};
  } catch {
    return {};
  }
}

export interface DraftPlace {
  userId: string;
  callId: string;
  scorecardId: string;
}

export function draftStore({ userId, callId, scorecardId }: DraftPlace, storage: Storage = localStorage): DraftStore {
  const key = `${PREFIX}${userId}.${callId}.${scorecardId}`;
  const read = (): Pendings => parse(storage.getItem(key));
  const put = (pendings: Pendings): void => {
    if (Object.keys(pendings).length === 0) storage.removeItem(key);
    else storage.setItem(key, JSON.stringify(pendings));
  };
  return {
    read,
    write: (pendings, settled) => {
      const others = Object.fromEntries(Object.entries(read()).filter(([criterion]) => !settled.includes(criterion)));
      put({ ...others, ...pendings });
    },
    clear: () => storage.removeItem(key),
  };
}
