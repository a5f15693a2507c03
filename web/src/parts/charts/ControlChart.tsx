import { type MouseEvent, useState } from "react";
import { useNavigate } from "react-router";

import { formatNumber } from "@/lib/numbers";

import { type Drawn, FRAME, layOut, meanPaths, stepPath, type TimeBreak, type TimePoint } from "./control";
import { everyOf } from "./scale";
import { useWidth } from "./use-width";

export interface ControlChartProps {
  points: readonly TimePoint[];
  centre: number | null;
  breaks: readonly TimeBreak[];
  /** What stands in the bubble over a point, line by line. */
  tellPoint: (point: TimePoint) => readonly string[];
}

const LABEL_WIDTH = 62;

/** A score over time with its mean and control limits. Only a picture: the same stands in its table and its list of signals. */
export function ControlChart({ points, centre, breaks, tellPoint }: ControlChartProps) {
  const { ref, width } = useWidth<HTMLDivElement>();
  const navigate = useNavigate();
  const [at, setAt] = useState<number | null>(null);
  const drawn = layOut(points, centre, width);
  const find = (event: MouseEvent): void => {
    const left = event.clientX - event.currentTarget.getBoundingClientRect().left - FRAME.left;
    setAt(Math.min(Math.max(Math.floor(left / (2 * drawn.half)), 0), points.length - 1));
  };
  const point = at === null ? undefined : points[at];
  return (
    <div ref={ref} aria-hidden className="relative cursor-pointer" style={{ height: FRAME.height }} onMouseMove={find} onMouseLeave={() => setAt(null)} onClick={() => point?.to && void navigate(point.to)}>
      {width > 0 && (
        <svg width={width} height={FRAME.height} viewBox={`0 0 ${width} ${FRAME.height}`} className="block h-auto max-w-full">
          <Grid drawn={drawn} width={width} centre={centre} />
          <Breaks breaks={breaks} drawn={drawn} />
          {at !== null && <rect x={drawn.x(at) - drawn.half} y={FRAME.top} width={2 * drawn.half} height={FRAME.height - FRAME.top - FRAME.bottom} fill="var(--hover)" />}
          <path d={stepPath(points, "upper", drawn)} fill="none" stroke="var(--chart-6)" strokeDasharray="5 4" />
          <path d={stepPath(points, "lower", drawn)} fill="none" stroke="var(--chart-6)" strokeDasharray="5 4" />
          {meanPaths(points, breaks, drawn).map((path) => (
            <path key={path} d={path} fill="none" stroke="var(--chart-1)" strokeWidth={2} strokeLinejoin="round" />
          ))}
          {points.map((one, index) => (
            <Dot key={one.key} point={one} x={drawn.x(index)} drawn={drawn} isDense={drawn.half < 5} />
          ))}
          <Days points={points} drawn={drawn} width={width} />
        </svg>
      )}
      {point && at !== null && <Bubble lines={tellPoint(point)} left={drawn.x(at)} width={width} />}
    </div>
  );
}

function Grid({ drawn: { ticks, y }, width, centre }: { drawn: Drawn; width: number; centre: number | null }) {
  return (
    <>
      {ticks.map((tick) => (
        <g key={tick}>
          <line x1={FRAME.left} x2={width - FRAME.right} y1={y(tick)} y2={y(tick)} stroke="var(--line)" />
          <text x={FRAME.left - 8} y={y(tick) + 4} textAnchor="end" fontSize={12} fill="var(--ink-faint)">
            {formatNumber(tick)}
          </text>
        </g>
      ))}
      {centre !== null && <line x1={FRAME.left} x2={width - FRAME.right} y1={y(centre)} y2={y(centre)} stroke="var(--chart-6)" strokeWidth={1.5} />}
    </>
  );
}

function Breaks({ breaks, drawn: { x, half } }: { breaks: readonly TimeBreak[]; drawn: Drawn }) {
  return breaks.map(({ index, share, label }) => (
    <g key={`${index}-${share}-${label}`} transform={`translate(${x(index) + half * (2 * share - 1)})`}>
      <line x1={0} x2={0} y1={FRAME.top - 6} y2={FRAME.height - FRAME.bottom} stroke="var(--accent)" strokeWidth={1.5} strokeDasharray="2 3" />
      <text x={4} y={FRAME.top - 8} fontSize={12} fill="var(--accent)">
        {label}
      </text>
    </g>
  ));
}

/** A signal is a diamond with a ring, too little a hollow dot: told apart without colour. */
function Dot({ point, x, drawn, isDense }: { point: TimePoint; x: number; drawn: Drawn; isDense: boolean }) {
  if (point.mean === null) return null;
  const y = drawn.y(point.mean);
  if (point.signals.length > 0) {
    return <path d={`M${x},${y - 8}L${x + 8},${y}L${x},${y + 8}L${x - 8},${y}Z`} fill="var(--surface)" stroke="var(--chart-2)" strokeWidth={2.5} />;
  }
  return <circle cx={x} cy={y} r={isDense ? 2.5 : 4} fill={point.isSufficient ? "var(--chart-1)" : "var(--surface)"} stroke="var(--chart-1)" strokeWidth={1.5} />;
}

function Days({ points, drawn: { x }, width }: { points: readonly TimePoint[]; drawn: Drawn; width: number }) {
  const every = everyOf(points.length, width - FRAME.left - FRAME.right, LABEL_WIDTH);
  return points.map(({ key, label }, index) =>
    index % every === 0 ? (
      <text key={key} x={x(index)} y={FRAME.height - 8} textAnchor="middle" fontSize={12} fill="var(--ink-faint)">
        {label}
      </text>
    ) : null,
  );
}

const BUBBLE_WIDTH = 230;

function Bubble({ lines, left, width }: { lines: readonly string[]; left: number; width: number }) {
  const from = Math.min(Math.max(left - BUBBLE_WIDTH / 2, 0), Math.max(width - BUBBLE_WIDTH, 0));
  return (
    <div className="pointer-events-none absolute bottom-9 z-10 rounded-md border border-line bg-surface px-3 py-2 text-sm shadow-pop" style={{ left: from, width: BUBBLE_WIDTH }}>
      {lines.map((line, index) => (
        <p key={line} className={index === 0 ? "font-semibold" : "text-ink-soft"}>
          {line}
        </p>
      ))}
    </div>
  );
}
