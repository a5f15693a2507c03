/** One channel's loudness brought to `width` bars: each is the loudest of what it stands for. */
export function barsOf(peaks: readonly number[], width: number): number[] {
  const count = Math.max(1, Math.min(Math.floor(width), peaks.length));
  const share = peaks.length / count;
  return Array.from({ length: count }, (_, bar) => {
    let most = 0;
    for (let place = Math.floor(bar * share); place < Math.max((bar + 1) * share, bar * share + 1) && place < peaks.length; place += 1) {
      most = Math.max(most, peaks[place] ?? 0);
    }
    return most;
  });
}

/** Louder than all but this share of the sound counts as full height: one crack must not flatten the voices. */
const LOUDEST = 0.01;

/** By how much peaks are stretched so that a quiet recording is seen too; silence stays flat. */
export function loudness(channels: readonly (readonly number[])[]): number {
  const sorted = channels.flat().sort((one, other) => other - one);
  const most = sorted[Math.floor(sorted.length * LOUDEST)] ?? 0;
  return most < 0.02 ? 1 : 1 / most;
}
