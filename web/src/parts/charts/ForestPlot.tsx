import type { ReactNode } from "react";
import { Link } from "react-router";

import { formatNumber } from "@/lib/numbers";

import type { Mark } from "./estimate";
import { domainOf, ticksOf } from "./scale";
import { Axis, Strip } from "./Strip";

export interface ForestRow {
  key: string;
  label: string;
  mark: Mark | null;
  /** The value, written. */
  value: string;
  /** Interval and n, written. */
  rest: string;
  /** What is to be said of it besides, such as that it does not differ. */
  note?: ReactNode;
  to?: string | undefined;
}

export interface ForestPlotProps {
  rows: readonly ForestRow[];
  bounds?: readonly [number, number];
  /** A line of its own, such as no difference. */
  zero?: number;
  least?: number;
  write?: (value: number) => string;
}

/** A number of an axis: whole where it is. */
export function writeTick(value: number): string {
  return formatNumber(value, Number.isInteger(value) ? 0 : 1);
}

function ends(mark: Mark | null): number[] {
  return mark ? [mark.value, ...(mark.low === null ? [] : [mark.low]), ...(mark.high === null ? [] : [mark.high])] : [];
}

const GRID = "grid grid-cols-[minmax(0,1fr)_auto] gap-x-6 px-2 md:grid-cols-[minmax(0,12rem)_minmax(0,1fr)_18rem]";

/** Estimates one below the other on one axis, each with its interval, its numbers and its rows. */
export function ForestPlot({ rows, bounds = [0, 100], zero, least = 20, write = writeTick }: ForestPlotProps) {
  const values = rows.flatMap(({ mark }) => ends(mark));
  const domain = domainOf(zero === undefined ? values : [...values, zero], bounds, least);
  const ticks = ticksOf(domain);
  return (
    <div>
      <ul>
        {rows.map((row) => (
          <li key={row.key} className={`${GRID} relative items-center border-b border-line py-2 last:border-0 ${row.to ? "hover:bg-hover" : ""}`}>
            <span className="min-w-0 break-words">
              {row.to ? (
                <Link to={row.to} className="rounded-sm font-medium after:absolute after:inset-0 hover:text-primary">
                  {row.label}
                </Link>
              ) : (
                <span className="font-medium">{row.label}</span>
              )}
            </span>
            <span className="max-md:order-last max-md:col-span-2">
              <Strip mark={row.mark} domain={domain} ticks={ticks} zero={zero} />
            </span>
            <span className="text-right md:text-left">
              <span className="font-semibold">{row.value}</span> <span className="text-sm text-ink-soft max-md:block">{row.rest}</span>
              {row.note && <span className="block text-sm text-ink-soft">{row.note}</span>}
            </span>
          </li>
        ))}
      </ul>
      <div className={GRID}>
        <span className="max-md:hidden" />
        <span className="max-md:col-span-2">
          <Axis domain={domain} ticks={ticks} write={write} />
        </span>
      </div>
    </div>
  );
}
