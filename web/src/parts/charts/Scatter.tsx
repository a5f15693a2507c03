import { Link } from "react-router";

import { formatNumber } from "@/lib/numbers";

import { domainOf, scaleOf, ticksOf } from "./scale";
import { useWidth } from "./use-width";

export interface ScatterBin {
  low: number;
  high: number;
  mean: number | null;
  /** The interval of the mean. */
  from: number | null;
  until: number | null;
  /** The rows of the stretch, and what it says, whole. */
  to: string;
  says: string;
}

export interface ScatterPoint {
  x: number;
  score: number;
  to: string;
}

export interface ScatterProps {
  label: string;
  points: readonly ScatterPoint[];
  bins: readonly ScatterBin[];
  writeX: (value: number) => string;
  nameX: string;
  nameY: string;
}

const FRAME = { left: 44, right: 16, top: 24, bottom: 44, height: 320 } as const;

const FEW_PLACES = 11;

interface Places {
  domain: [number, number];
  /** Undefined: round numbers. */
  ticks: number[] | undefined;
  nudge: (index: number) => number;
}

/**
 * Where points stand along the axis. Where many share a few places, as satisfaction does, they are moved aside a
 * little, each always alike, so that all are seen; and the axis names those places.
 */
function placesOf(xs: readonly number[], ends: readonly number[]): Places {
  const places = [...new Set(xs)].sort((one, other) => one - other);
  if (places.length < 2 || places.length > FEW_PLACES) {
    return { domain: ends.length > 0 ? [Math.min(...ends), Math.max(...ends)] : [0, 1], ticks: undefined, nudge: () => 0 };
  }
  const gap = Math.min(...places.slice(1).map((place, index) => place - (places[index] ?? place)));
  return { domain: [Math.min(...ends) - gap / 2, Math.max(...ends) + gap / 2], ticks: places, nudge: (index) => (((index * 0.618034) % 1) - 0.5) * 0.5 * gap };
}

/**
 * Points behind the average of each stretch with its interval. A stretch leads to its rows; a point, for those who point, to its
 * own, which is in the stretch's list too.
 */
export function Scatter({ label, points, bins, writeX, nameX, nameY }: ScatterProps) {
  const { ref, width } = useWidth<HTMLDivElement>();
  const xs = points.map((point) => point.x);
  const { domain, ticks, nudge } = placesOf(xs, [...bins.flatMap(({ low, high }) => [low, high]), ...xs]);
  const domainY = domainOf([...points.map(({ score }) => score), ...bins.flatMap(({ mean, from, until }) => [mean, from, until].filter((value) => value !== null))]);
  const x = scaleOf(domain, [FRAME.left + 8, width - FRAME.right]);
  const y = scaleOf(domainY, [FRAME.height - FRAME.bottom, FRAME.top]);
  return (
    <div ref={ref} style={{ height: FRAME.height }}>
      {width > 0 && (
        <svg width={width} height={FRAME.height} viewBox={`0 0 ${width} ${FRAME.height}`} role="group" aria-label={label} className="block h-auto max-w-full" fontSize={12}>
          <text x={4} y={12} fill="var(--ink-faint)">
            {nameY}
          </text>
          <text x={width - FRAME.right} y={FRAME.height - 6} textAnchor="end" fill="var(--ink-faint)">
            {nameX}
          </text>
          {ticksOf(domainY).map((tick) => (
            <g key={tick}>
              <line x1={FRAME.left} x2={width - FRAME.right} y1={y(tick)} y2={y(tick)} stroke="var(--line)" />
              <text x={FRAME.left - 8} y={y(tick) + 4} textAnchor="end" fill="var(--ink-faint)">
                {formatNumber(tick)}
              </text>
            </g>
          ))}
          {(ticks ?? ticksOf(domain, Math.max(2, Math.floor(width / 120)))).map((tick) => (
            <text key={tick} x={x(tick)} y={FRAME.height - FRAME.bottom + 18} textAnchor="middle" fill="var(--ink-faint)">
              {writeX(tick)}
            </text>
          ))}
          {bins.map((bin) => (
            <Stretch key={`${bin.low}`} bin={bin} left={x(bin.low)} right={x(bin.high)} />
          ))}
          <g aria-hidden>
            {points.map((point, index) => (
              <Link key={index} to={point.to} tabIndex={-1}>
                <circle cx={x(point.x + nudge(index))} cy={y(point.score)} r={3} fill="var(--chart-6)" fillOpacity={0.35} stroke="transparent" strokeWidth={5} className="hover:fill-primary" />
              </Link>
            ))}
          </g>
          {bins.map((bin) => (
            <Bin key={`${bin.low}`} bin={bin} x={x} y={y} />
          ))}
        </svg>
      )}
    </div>
  );
}

const LEAST_WIDTH = 28;

/** The whole height of a stretch, to be pressed. */
function Stretch({ bin: { to, says }, left, right }: { bin: ScatterBin; left: number; right: number }) {
  const width = Math.max(right - left, LEAST_WIDTH);
  return (
    <Link to={to} aria-label={says}>
      <title>{says}</title>
      <rect x={(left + right - width) / 2} y={FRAME.top} width={width} height={FRAME.height - FRAME.top - FRAME.bottom} className="fill-transparent hover:fill-hover" />
    </Link>
  );
}

function Bin({ bin: { low, high, mean, from, until }, x, y }: { bin: ScatterBin; x: (value: number) => number; y: (value: number) => number }) {
  if (mean === null) return null;
  const middle = (x(low) + x(high)) / 2;
  return (
    <g aria-hidden stroke="var(--chart-1)" pointerEvents="none">
      <line x1={x(low) + 1} x2={x(high) - 1} y1={y(mean)} y2={y(mean)} strokeWidth={2.5} />
      {from !== null && until !== null && <line x1={middle} x2={middle} y1={y(from)} y2={y(until)} strokeWidth={2} />}
      <circle cx={middle} cy={y(mean)} r={5} fill="var(--chart-1)" stroke="var(--surface)" strokeWidth={1.5} />
    </g>
  );
}
