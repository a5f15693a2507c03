import { Link } from "react-router";

import { formatPercent } from "@/lib/numbers";

export interface ParetoRow {
  key: string;
  label: string;
  /** What it costs, written. */
  value: string;
  /** 0–1 of all that is lost. */
  share: number;
  /** 0–1: this one and all above it. */
  cumulative: number;
  /** A quieter line. */
  rest: string;
  to?: string | undefined;
}

const ROW = 58;
const GRID = "grid grid-cols-[minmax(0,1fr)_5.5rem_3.5rem] items-center gap-x-4 px-2 md:grid-cols-[minmax(0,17rem)_minmax(0,3fr)_5.5rem_minmax(0,2fr)_3.5rem]";

/** What costs the most first: a bar for each one's part, a line for what the first ones make together. */
export function Pareto({ rows, heads }: { rows: readonly ParetoRow[]; heads: { cost: string; cumulative: string } }) {
  const most = Math.max(0.0001, ...rows.map(({ share }) => share));
  return (
    <div>
      <div aria-hidden className={`${GRID} pb-1 text-sm text-ink-faint`}>
        <span />
        <span className="max-md:hidden" />
        <span className="text-right">{heads.cost}</span>
        <span className="text-right md:col-span-2">{heads.cumulative}</span>
      </div>
      <ul>
        {rows.map((row, index) => (
          <li key={row.key} className={`${GRID} relative border-t border-line hover:bg-hover`} style={{ height: ROW }}>
            <span className="min-w-0">
              {row.to ? (
                <Link to={row.to} className="block truncate rounded-sm font-medium after:absolute after:inset-0 hover:text-primary">
                  {row.label}
                </Link>
              ) : (
                <span className="block truncate font-medium">{row.label}</span>
              )}
              <span className="block truncate text-sm text-ink-faint">{row.rest}</span>
            </span>
            <span aria-hidden className="h-4 max-md:hidden">
              <span className="block h-full rounded-sm bg-chart-1" style={{ width: `${Math.max((row.share / most) * 100, 0.5)}%` }} />
            </span>
            <span className="text-right">
              <span className="block font-semibold">{row.value}</span>
              <span className="block text-sm text-ink-faint">{formatPercent(row.share)}</span>
            </span>
            <Together from={rows[index - 1]?.cumulative} to={row.cumulative} />
            <span className="text-right text-sm text-ink-soft">{formatPercent(row.cumulative)}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}

/** One step of the line: from the middle of the row above to the middle of this one. */
function Together({ from, to }: { from: number | undefined; to: number }) {
  return (
    <span aria-hidden className="pointer-events-none relative h-full max-md:hidden">
      <svg className="absolute inset-0 h-full w-full overflow-visible" viewBox={`0 0 100 ${ROW}`} preserveAspectRatio="none">
        <line x1={100} x2={100} y1={0} y2={ROW} stroke="var(--line)" vectorEffect="non-scaling-stroke" />
        {from !== undefined && <line x1={from * 100} x2={to * 100} y1={-ROW / 2} y2={ROW / 2} stroke="var(--chart-3)" strokeWidth={2} vectorEffect="non-scaling-stroke" />}
      </svg>
      <span className="absolute top-1/2 size-2.5 -translate-1/2 rounded-full border-2 border-surface bg-chart-3" style={{ left: `${to * 100}%` }} />
    </span>
  );
}
