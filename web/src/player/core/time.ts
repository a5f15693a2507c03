/** A stretch of sound, in seconds from its beginning. */
export interface Span {
  start: number;
  end: number;
}

/** `1:02:03`, `2:05`: as a player shows it. */
export function formatClock(seconds: number): string {
  const whole = Math.max(0, Math.floor(seconds));
  const [hours, minutes, rest] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60];
  const two = (value: number): string => String(value).padStart(2, "0");
  return hours > 0 ? `${hours}:${two(minutes)}:${two(rest)}` : `${minutes}:${two(rest)}`;
}

export function clamp(value: number, least: number, most: number): number {
  return Math.min(Math.max(value, least), most);
}

/** How much of a silence is still heard on both sides, so that nothing sounds cut. */
const BREATH = 0.25;

/** Where to go on from when `at` lies inside one of the silences; null when it does not. */
export function afterSilence(silences: readonly Span[], at: number): number | null {
  const found = silences.find(({ start, end }) => at >= start + BREATH && at < end - BREATH);
  return found ? found.end - BREATH : null;
}

/** The piece that is heard at `at`, of pieces in order; -1 between and around them. */
export function pieceAt(pieces: readonly Span[], at: number): number {
  let [low, high] = [0, pieces.length - 1];
  while (low <= high) {
    const middle = (low + high) >> 1;
    const piece = pieces[middle];
    if (!piece || at < piece.start) high = middle - 1;
    else if (at >= piece.end) low = middle + 1;
    else return middle;
  }
  return -1;
}
