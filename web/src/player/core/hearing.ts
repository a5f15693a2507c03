/** A step of the position longer than this is a jump, not listening, at any speed. */
const LONGEST_STEP = 2;

/** Adds up how many seconds of sound were really played, whatever was jumped over. */
export class Hearing {
  private last: number | null = null;
  private seconds = 0;

  note(at: number, isPlaying: boolean): void {
    const step = this.last === null ? 0 : at - this.last;
    if (step > 0 && step <= LONGEST_STEP) this.seconds += step;
    this.last = isPlaying ? at : null;
  }

  get heard(): number {
    return this.seconds;
  }

  /** What was played since the last time it was taken. */
  take(): number {
    const taken = Math.round(this.seconds * 10) / 10;
    this.seconds = 0;
    return taken;
  }
}
