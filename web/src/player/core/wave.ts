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

/** Peaks stretched so that a quiet recording is seen too; silence stays flat. */
export function loudness(channels: readonly (readonly number[])[]): number {
  const most = Math.max(0, ...channels.map((channel) => channel.reduce((found, value) => Math.max(found, value), 0)));
  return most < 0.02 ? 1 : 1 / most;
}
