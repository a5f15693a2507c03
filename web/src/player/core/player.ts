import { keepTaste, nextRate, readTaste, type Taste } from "./taste";
import { afterSilence, clamp, type Span } from "./time";

/** `empty`: nothing asked for yet. `failed`: the sound can't be had or can't be decoded here. */
export type Phase = "empty" | "paused" | "playing" | "failed";

export interface PlayerState extends Taste {
  phase: Phase;
  /** Asked to play, and waiting for sound. */
  isWaiting: boolean;
  at: number;
  duration: number;
}

/** What of an audio element the player needs. */
export type Sound = Pick<
  HTMLMediaElement,
  "src" | "currentTime" | "duration" | "playbackRate" | "paused" | "ended" | "preload" | "play" | "pause" | "load" | "addEventListener" | "removeEventListener"
>;

export interface Source {
  url: string;
  /** Known from the server, so that nothing must be fetched to draw the time. */
  duration: number;
  silences: readonly Span[];
}

const EVENTS = ["timeupdate", "play", "playing", "pause", "waiting", "ended", "seeking", "seeked", "error", "ratechange"] as const;
/** After these there is sound. */
const MOVING = new Set(["playing", "timeupdate"]);
/** Positions are looked at this often while it plays: often enough to leave a silence in time. */
const TICK = 100;

/**
 * A real audio element with what listening to calls needs: steps, speeds that are remembered, silences that are
 * skipped. It fetches nothing before the first wish to play, because a request for sound is recorded as listening.
 */
export class Player {
  private state: PlayerState;
  private readonly listeners = new Set<() => void>();
  private timer: ReturnType<typeof setInterval> | undefined;

  constructor(
    private readonly sound: Sound,
    private readonly source: Source,
  ) {
    this.state = { phase: "empty", isWaiting: false, at: 0, duration: source.duration, ...readTaste() };
    sound.preload = "none";
  }

  getState = (): PlayerState => this.state;

  subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  /** Begins to listen to the element; returns the way to stop, which also silences it. */
  start = (): (() => void) => {
    EVENTS.forEach((name) => this.sound.addEventListener(name, this.hear));
    return () => {
      EVENTS.forEach((name) => this.sound.removeEventListener(name, this.hear));
      clearInterval(this.timer);
      this.sound.pause();
    };
  };

  toggle = (): void => {
    if (this.state.phase === "playing") this.sound.pause();
    else this.play();
  };

  play = (): void => {
    this.load();
    if (this.state.at >= this.state.duration - 0.05) this.seek(0);
    this.sound.playbackRate = this.state.rate;
    this.set({ isWaiting: true });
    this.sound.play().catch(() => this.set({ isWaiting: false }));
  };

  pause = (): void => this.sound.pause();

  /** Goes to a second. Before anything was loaded it only remembers where to begin. */
  seek = (at: number): void => {
    const to = clamp(at, 0, this.state.duration);
    if (this.sound.src) this.sound.currentTime = to;
    this.set({ at: to });
  };

  step = (by: number): void => this.seek(this.state.at + by);

  faster = (): void => this.setRate(nextRate(this.state.rate, 1));

  slower = (): void => this.setRate(nextRate(this.state.rate, -1));

  setRate = (rate: number): void => {
    this.sound.playbackRate = rate;
    this.set({ rate });
    this.remember();
  };

  setSkipsSilence = (skipsSilence: boolean): void => {
    this.set({ skipsSilence });
    this.remember();
  };

  private remember(): void {
    keepTaste({ rate: this.state.rate, skipsSilence: this.state.skipsSilence });
  }

  private load(): void {
    if (this.sound.src && this.state.phase !== "failed") return;
    const { at } = this.state;
    this.sound.src = this.source.url;
    this.sound.load();
    if (at > 0) this.sound.currentTime = at;
    this.set({ phase: "paused" });
  }

  private readonly hear = (event: Event): void => {
    if (event.type === "error") {
      this.set({ phase: "failed", isWaiting: false });
      return;
    }
    if (this.state.phase === "failed" || !this.sound.src) return;
    const isPlaying = !this.sound.paused && !this.sound.ended;
    const isWaiting = isPlaying && (event.type === "waiting" || (this.state.isWaiting && !MOVING.has(event.type)));
    this.set({ phase: isPlaying ? "playing" : "paused", isWaiting, at: this.sound.currentTime });
    clearInterval(this.timer);
    if (isPlaying) this.timer = setInterval(this.tick, TICK);
  };

  private readonly tick = (): void => {
    const at = this.sound.currentTime;
    const to = this.state.skipsSilence ? afterSilence(this.source.silences, at) : null;
    if (to === null) this.set({ at });
    else this.seek(to);
  };

  private set(patch: Partial<PlayerState>): void {
    this.state = { ...this.state, ...patch };
    this.listeners.forEach((listener) => listener());
  }
}
