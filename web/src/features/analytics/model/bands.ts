export interface ScoreBand {
  low: number;
  high: number;
  n: number;
}

/** From the ten just below the first score on: an empty left half says nothing. */
export function bandsShown<B extends ScoreBand>(bands: readonly B[]): B[] {
  const first = bands.find(({ n }) => n > 0)?.low ?? 0;
  const from = Math.max(0, Math.floor(first / 20) * 20);
  return bands.filter(({ low }) => low >= from);
}
