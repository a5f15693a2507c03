import { formatNumber } from "@/lib/numbers";

import { domainOf, scaleOf, ticksOf } from "./scale";
import { useWidth } from "./use-width";

export interface ScatterBin {
  low: number;
  high: number;
  mean: number | null;
  from: number | null;
  to: number | null;
}

export interface ScatterProps {
  points: readonly { x: number; score: number }[];
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

/** Points behind the average of each stretch with its interval. Only a picture: the stretches stand in its table. */
export function Scatter({ points, bins, writeX, nameX, nameY }: ScatterProps) {
  const { ref, width } = useWidth<HTMLDivElement>();
  const xs = points.map((point) => point.x);
  const { domain, ticks, nudge } = placesOf(xs, [...bins.flatMap(({ low, high }) => [low, high]), ...xs]);
  const domainY = domainOf([...points.map(({ score }) => score), ...bins.flatMap(({ mean, from, to }) => [mean, from, to].filter((value) => value !== null))]);
  const x = scaleOf(domain, [FRAME.left + 8, width - FRAME.right]);
  const y = scaleOf(domainY, [FRAME.height - FRAME.bottom, FRAME.top]);
  return (
    <div ref={ref} aria-hidden style={{ height: FRAME.height }}>
      {width > 0 && (
        <svg width={width} height={FRAME.height} viewBox={`0 0 ${width} ${FRAME.height}`} className="block h-auto max-w-full" fontSize={12}>
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
          {points.map((point, index) => (
            <circle key={index} cx={x(point.x + nudge(index))} cy={y(point.score)} r={3} fill="var(--chart-6)" fillOpacity={0.35} />
          ))}
          {bins.map((bin) => (
            <Bin key={`${bin.low}`} bin={bin} x={x} y={y} />
          ))}
        </svg>
      )}
    </div>
  );
}

function Bin({ bin: { low, high, mean, from, to }, x, y }: { bin: ScatterBin; x: (value: number) => number; y: (value: number) => number }) {
  if (mean === null) return null;
  const middle = (x(low) + x(high)) / 2;
  return (
    <g stroke="var(--chart-1)">
      <line x1={x(low) + 1} x2={x(high) - 1} y1={y(mean)} y2={y(mean)} strokeWidth={2.5} />
      {from !== null && to !== null && <line x1={middle} x2={middle} y1={y(from)} y2={y(to)} strokeWidth={2} />}
      <circle cx={middle} cy={y(mean)} r={5} fill="var(--chart-1)" stroke="var(--surface)" strokeWidth={1.5} />
    </g>
  );
}
