import { Link } from "react-router";

import { formatNumber } from "@/lib/numbers";

export interface Band {
  key: string;
  /** The lower end, for the axis. */
  from: number;
  n: number;
  /** What the band says, whole. */
  says: string;
  to?: string | undefined;
}

/** A column is wide enough to be pressed, in pixels with its gap; what does not fit is scrolled. */
const LEAST_WIDTH = 26;

/** How many fall in each band; each column leads to its rows. `marks`: places of the axis with a word. */
export function Histogram({ bands, highest, marks }: { bands: readonly Band[]; highest: number; marks: readonly { key: string; value: number; label: string }[] }) {
  const most = Math.max(1, ...bands.map(({ n }) => n));
  const first = bands[0]?.from ?? 0;
  const at = (value: number): string => `${((value - first) / (highest - first)) * 100}%`;
  return (
    <div className="overflow-x-auto pt-8">
      <div style={{ minWidth: bands.length * LEAST_WIDTH }}>
        <div className="relative h-56 border-b border-line-strong">
          {marks.map(({ key, value, label }, index) => (
            <span key={key} className="pointer-events-none absolute -top-1 bottom-0 z-10 border-l border-dashed border-accent" style={{ left: at(value) }}>
              <span className={`absolute text-xs whitespace-nowrap text-accent ${index % 2 === 0 ? "-top-3" : "-top-7"} ${value > (highest + first) / 2 ? "right-1" : "left-1"}`}>{label}</span>
            </span>
          ))}
          <ul className="flex h-full items-end gap-px">
            {bands.map((band) => (
              <li key={band.key} className="h-full min-w-0 flex-1">
                <Column band={band} share={band.n / most} />
              </li>
            ))}
          </ul>
        </div>
        <div aria-hidden className="relative mt-1 h-5 text-xs text-ink-faint">
          {[...bands.map(({ from }) => from), highest].filter((value) => value % 20 === 0).map((value) => (
            <span key={value} className={`absolute ${value === first ? "" : value === highest ? "-translate-x-full" : "-translate-x-1/2"}`} style={{ left: at(value) }}>
              {formatNumber(value)}
            </span>
          ))}
        </div>
      </div>
    </div>
  );
}

function Column({ band: { n, says, to }, share }: { band: Band; share: number }) {
  const face = (
    <>
      {n > 0 && (
        <span aria-hidden className="text-center text-xs text-ink-soft max-sm:hidden">
          {formatNumber(n)}
        </span>
      )}
      <span aria-hidden className="block rounded-t-sm bg-chart-1" style={{ height: `${share * 88}%`, minHeight: n > 0 ? 3 : 0 }} />
    </>
  );
  const classes = "flex h-full flex-col justify-end";
  if (!to || n === 0) return <span className={classes}><span className="sr-only">{says}</span>{face}</span>;
  return (
    <Link to={to} title={says} aria-label={says} className={`${classes} rounded-t-sm hover:bg-hover`}>
      {face}
    </Link>
  );
}
