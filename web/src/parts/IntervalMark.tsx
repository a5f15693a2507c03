/** An average on the scale of 0–100 with its interval: a dot on a bar, in one colour for everybody. Decorative. */
export function IntervalMark({ mean, low, high }: { mean: number; low: number | null; high: number | null }) {
  return (
    <span aria-hidden className="relative block h-4 w-40">
      <span className="absolute inset-x-0 top-[7px] h-px bg-line-strong" />
      {low !== null && high !== null && (
        <span className="absolute top-0.5 h-3 rounded-sm bg-chart-3 opacity-35" style={{ left: `${low}%`, width: `${Math.max(high - low, 1)}%` }} />
      )}
      <span className="absolute top-1 size-2 -translate-x-1/2 rounded-full bg-chart-3" style={{ left: `${mean}%` }} />
    </span>
  );
}
