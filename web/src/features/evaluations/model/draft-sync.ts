import { type Problem, toProblem } from "@/api/problem";

import { type Answer, byCriterion, blank, isSame } from "./answers";
import { type Collision, merge, type Pending, type Pendings } from "./draft-merge";
import type { DraftStore } from "./draft-store";
import { type Moment, MOMENTS, momentsEntry } from "./moments";
import { ORIGIN, originEntry } from "./origin";

/** The summary travels among the answers, under a key no criterion has. */
export const SUMMARY = "$summary";

export interface SavedDraft {
  id: string;
  version: number;
  status: string;
  answers: readonly Answer[];
  summary: string;
  origin: string;
  moments: readonly Moment[];
}

/** How a draft reaches the server. Each promise fails with what the client threw. */
export interface DraftTransport<S extends SavedDraft> {
  create: (changed: readonly Answer[]) => Promise<S>;
  update: (saved: S, changed: readonly Answer[]) => Promise<S>;
  read: (id: string) => Promise<S>;
}

/**
 * `saved`: the server holds everything. `waiting`: about to send. `offline`: kept here until the server answers.
 * `collided`: a person must choose. `refused`: the server does not take an answer. `ended`: no longer a draft there.
 */
export type Phase = "saved" | "waiting" | "sending" | "offline" | "collided" | "refused" | "ended";

export interface DraftState<S extends SavedDraft> {
  saved: S | null;
  answers: Readonly<Record<string, Answer>>;
  pending: Pendings;
  phase: Phase;
  collisions: readonly Collision[];
  problem: Problem | null;
  savedAt: Date | null;
  /** The answers of the last request, in its order: what pointers of a refusal count by. */
  sent: readonly Answer[];
}

const REST = 600;
/** Conflicts that are over once what is there has been put under what was typed. */
const MERGEABLE = new Set(["stale-version", "draft-already-open"]);
const RETRIES = [2_000, 4_000, 8_000, 15_000];

export function answersOf(saved: SavedDraft | null): Record<string, Answer> {
  if (!saved) return {};
  return {
    ...byCriterion(saved.answers),
    [SUMMARY]: { ...blank(SUMMARY), text: saved.summary || null },
    [ORIGIN]: originEntry(saved.origin),
    [MOMENTS]: momentsEntry(saved.moments),
  };
}

/** What arrives, but for what is on screen and says the same: the server trims a text, nobody's space while he types. */
function asTyped(onScreen: Readonly<Record<string, Answer>>, latest: Readonly<Record<string, Answer>>): Record<string, Answer> {
  const kept = Object.entries(latest).map(([criterion, answer]) => {
    const typed = onScreen[criterion];
    return [criterion, typed && isSame(typed, answer) ? typed : answer] as const;
  });
  return Object.fromEntries(kept);
}

function isUnreachable({ status }: Problem): boolean {
  return status === 0 || status === 429 || status >= 500;
}

/**
 * Holds the answers of one draft, writes each of them to this computer at once and to the server when the typing
 * rests, one request at a time. Nothing typed is given up before the server has confirmed it, and nothing that
 * arrives from the server replaces it.
 */
export class DraftSync<S extends SavedDraft> {
  private state: DraftState<S>;
  private readonly listeners = new Set<() => void>();
  private timer: ReturnType<typeof setTimeout> | undefined;
  private running: Promise<void> | null = null;
  private failures = 0;

  constructor(
    saved: S | null,
    private readonly store: DraftStore,
    private readonly transport: DraftTransport<S>,
  ) {
    const { answers, pending, collisions } = merge(answersOf(saved), store.read());
    const phase: Phase = collisions.length > 0 ? "collided" : Object.keys(pending).length > 0 ? "waiting" : "saved";
    this.state = { saved, answers, pending, phase, collisions, problem: null, savedAt: null, sent: [] };
  }

  getState = (): DraftState<S> => this.state;

  subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  /** Begins to send what a page closed earlier left behind, and to listen for the connection. Returns the way to stop. */
  start(): () => void {
    const retry = (): void => {
      if (this.state.phase === "offline") void this.flush();
    };
    const lost = (): void => {
      if (this.hasPending()) this.set({ phase: "offline" });
    };
    window.addEventListener("online", retry);
    window.addEventListener("offline", lost);
    const leave = (): void => void this.flush();
    window.addEventListener("pagehide", leave);
    if (this.state.phase === "waiting") this.schedule(0);
    return () => {
      clearTimeout(this.timer);
      window.removeEventListener("online", retry);
      window.removeEventListener("offline", lost);
      window.removeEventListener("pagehide", leave);
      if (this.state.phase === "waiting") void this.flush();
    };
  }

  /** Takes a new answer from the screen. */
  change(mine: Answer): void {
    if (this.state.phase === "ended") return;
    const { criterion } = mine;
    const base = this.state.pending[criterion]?.base ?? answersOf(this.state.saved)[criterion] ?? blank(criterion);
    const pending = { ...this.state.pending, [criterion]: { mine, base } };
    this.set({ answers: { ...this.state.answers, [criterion]: mine }, pending });
    this.keep([]);
    if (this.state.phase === "collided" || this.running) return;
    if (this.state.phase !== "offline") this.set({ phase: "waiting", problem: null });
    this.schedule(this.state.phase === "offline" ? this.pause() : REST);
  }

  /** Sends what is pending, now; resolves when there is nothing more that can be sent. */
  flush = (): Promise<void> => {
    clearTimeout(this.timer);
    this.running ??= this.run().finally(() => {
      this.running = null;
    });
    return this.running;
  };

  /** Settles a collision: with `mine` what was typed here is sent over what is there. */
  decide(winner: "mine" | "theirs"): void {
    const dropped = winner === "theirs" ? this.state.collisions.map(({ criterion }) => criterion) : [];
    const pending = Object.fromEntries(Object.entries(this.state.pending).filter(([criterion]) => !dropped.includes(criterion)));
    const answers = { ...this.state.answers };
    for (const { criterion, theirs } of this.state.collisions) if (dropped.includes(criterion)) answers[criterion] = theirs;
    this.set({ pending, answers, collisions: [], phase: Object.keys(pending).length > 0 ? "waiting" : "saved" });
    this.keep(dropped);
    if (this.hasPending()) this.schedule(0);
  }

  /** Begins a new draft with everything that is on screen, after the old one has ended elsewhere. */
  restart(): void {
    const entries = Object.values(this.state.answers).filter((mine) => !isSame(mine, blank(mine.criterion)));
    const pending = Object.fromEntries(entries.map((mine) => [mine.criterion, { mine, base: blank(mine.criterion) }]));
    this.set({ saved: null, pending, collisions: [], problem: null, phase: "waiting" });
    this.keep([]);
    this.schedule(0);
  }

  /** Takes what the server holds now; what was typed stays. */
  async refresh(): Promise<void> {
    const { saved } = this.state;
    if (!saved) return;
    try {
      const latest = await this.transport.read(saved.id);
      if (latest.status === "draft") this.take(latest);
      else this.set({ saved: latest, phase: "ended" });
    } catch (error) {
      this.set({ problem: toProblem(error) });
    }
  }

  /** Forgets what waits on this computer: the draft was published or discarded. */
  forget(): void {
    clearTimeout(this.timer);
    this.store.clear();
    this.set({ pending: {}, phase: "ended" });
  }

  /** Takes what the server now holds, keeping what was typed; tells whether a person must choose. */
  private take(saved: S): boolean {
    const { answers, pending, collisions } = merge(answersOf(saved), this.state.pending);
    const settled = Object.keys(this.state.pending).filter((criterion) => !(criterion in pending));
    this.set({ saved, answers: asTyped(this.state.answers, answers), pending, collisions });
    this.keep(settled);
    if (collisions.length > 0) this.set({ phase: "collided" });
    return collisions.length > 0;
  }

  private async run(): Promise<void> {
    while (this.hasPending() && this.state.phase !== "collided" && this.state.phase !== "ended") {
      const batch = this.state.pending;
      const sent = Object.values(batch).map(({ mine }) => mine);
      this.set({ phase: "sending", problem: null, sent });
      try {
        this.confirm(await this.send(sent), batch);
      } catch (error) {
        if (!(await this.recover(toProblem(error), error))) return;
      }
    }
  }

  private send(sent: readonly Answer[]): Promise<S> {
    const { saved } = this.state;
    return saved ? this.transport.update(saved, sent) : this.transport.create(sent);
  }

  /** What was sent and has not changed since is settled; what changed meanwhile stays pending, over what was sent. */
  private confirm(saved: S, batch: Pendings): void {
    const left: Record<string, Pending> = {};
    for (const [criterion, { mine }] of Object.entries(this.state.pending)) {
      const before = batch[criterion]?.mine;
      if (before && isSame(before, mine)) continue;
      left[criterion] = { mine, base: before ?? answersOf(saved)[criterion] ?? blank(criterion) };
    }
    const settled = Object.keys(batch).filter((criterion) => !(criterion in left));
    const mine = Object.fromEntries(Object.entries(left).map(([criterion, entry]) => [criterion, entry.mine]));
    const isDone = Object.keys(left).length === 0;
    this.failures = 0;
    this.set({ saved, answers: { ...asTyped(this.state.answers, answersOf(saved)), ...mine }, pending: left, savedAt: new Date(), phase: isDone ? "saved" : "sending" });
    this.keep(settled);
  }

  /** Deals with a failed request; true when the next one may go at once. */
  private async recover(problem: Problem, error: unknown): Promise<boolean> {
    if (isUnreachable(problem) || problem.status === 401) return this.wait(problem);
    const id = problem.slug === "draft-already-open" ? openDraftOf(error) : this.state.saved?.id;
    if (problem.status === 409 && id) return this.reread(id, problem);
    return this.stop(problem.status === 404 || problem.status === 409 ? "ended" : "refused", problem, this.state.saved);
  }

  private stop(phase: Phase, problem: Problem, saved: S | null): false {
    this.set({ phase, problem, saved });
    return false;
  }

  private async reread(id: string, problem: Problem): Promise<boolean> {
    try {
      const saved = await this.transport.read(id);
      if (saved.status !== "draft") return this.stop("ended", problem, saved);
      if (this.take(saved)) return false;
      return MERGEABLE.has(problem.slug) || this.stop("refused", problem, saved);
    } catch (error) {
      return this.wait(toProblem(error));
    }
  }

  private wait(problem: Problem): false {
    this.set({ phase: "offline", problem });
    this.schedule(Math.max(this.pause(), (problem.retryAfterSeconds ?? 0) * 1000));
    this.failures += 1;
    return false;
  }

  private pause(): number {
    return RETRIES[Math.min(this.failures, RETRIES.length - 1)] ?? REST;
  }

  private schedule(delay: number): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.flush(), delay);
  }

  private hasPending(): boolean {
    return Object.keys(this.state.pending).length > 0;
  }

  private keep(settled: readonly string[]): void {
    this.store.write(this.state.pending, settled);
  }

  private set(patch: Partial<DraftState<S>>): void {
    this.state = { ...this.state, ...patch };
    this.listeners.forEach((listener) => listener());
  }
}

/** The draft that a `draft-already-open` problem names. */
function openDraftOf(error: unknown): string | undefined {
  const body = (error as { response?: { data?: { evaluation_id?: unknown } } }).response?.data;
  return typeof body?.evaluation_id === "string" ? body.evaluation_id : undefined;
}
