import { Link } from "react-router";

import { writePercent } from "./estimate";

export interface ParetoRow {
  key: string;
  label: string;
  /** What it costs, written. */
  value: string;
  /** Per cent of all that is lost. */
  share: number;
  /** Per cent: this one and all above it. */
  cumulative: number;
  /** A quieter line. */
  rest: string;
  to?: string | undefined;
}

const ROW = 58;
const GRID = "grid grid-cols-[minmax(0,1fr)_4.5rem_5rem] items-center gap-x-3 px-2 md:gap-x-4 md:grid-cols-[minmax(0,19rem)_minmax(0,3fr)_5.5rem_minmax(0,2fr)_3.5rem]";

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
          <li key={row.key} className={`${GRID} relative border-t border-line py-1.5 hover:bg-hover md:h-[58px] md:py-0`}>
            <span className="min-w-0">
              {row.to ? (
                <Link to={row.to} className="block rounded-sm font-medium break-words md:truncate after:absolute after:inset-0 hover:text-primary">
                  {row.label}
                </Link>
              ) : (
                <span className="block font-medium break-words md:truncate">{row.label}</span>
              )}
              <span className="block text-sm text-ink-faint md:truncate">{row.rest}</span>
            </span>
            <span aria-hidden className="h-4 max-md:hidden">
              <span className="block h-full rounded-sm bg-chart-1" style={{ width: `${Math.max((row.share / most) * 100, 0.5)}%` }} />
            </span>
            <span className="text-right">
              <span className="block font-semibold">{row.value}</span>
              <span className="block text-sm text-ink-faint">{writePercent(row.share, 0)}</span>
            </span>
            <Together from={rows[index - 1]?.cumulative} to={row.cumulative} />
            <span className="text-right text-sm text-ink-soft">{writePercent(row.cumulative, 0)}</span>
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
        {from !== undefined && <line x1={from} x2={to} y1={-ROW / 2} y2={ROW / 2} stroke="var(--chart-3)" strokeWidth={2} vectorEffect="non-scaling-stroke" />}
      </svg>
      <span className="absolute top-1/2 size-2.5 -translate-1/2 rounded-full border-2 border-surface bg-chart-3" style={{ left: `${to}%` }} />
    </span>
  );
}
