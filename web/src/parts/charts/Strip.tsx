import { cn } from "@/lib/cn";

import type { Mark } from "./estimate";
import { scaleOf } from "./scale";

/** A value as a dot on its interval, on an axis that its neighbours share. Decorative: the numbers stand beside it. */
export function Strip({ mark, domain, ticks, zero }: { mark: Mark | null; domain: readonly [number, number]; ticks: readonly number[]; zero?: number | undefined }) {
  const at = scaleOf(domain, [0, 100]);
  const hasInterval = mark && mark.low !== null && mark.high !== null;
  return (
    <span aria-hidden className="relative block h-6 w-full">
      {ticks.map((tick) => (
        <span key={tick} className="absolute inset-y-0 w-px bg-line" style={{ left: `${at(tick)}%` }} />
      ))}
      {zero !== undefined && <span className="absolute -inset-y-1 w-0.5 -translate-x-1/2 bg-line-strong" style={{ left: `${at(zero)}%` }} />}
      {hasInterval && (
        <span
          className={cn("absolute top-[9px] h-1.5 rounded-full bg-chart-1", mark.isSufficient ? "opacity-40" : "opacity-20")}
          style={{ left: `${at(mark.low ?? 0)}%`, width: `max(4px, ${at(mark.high ?? 0) - at(mark.low ?? 0)}%)` }}
        />
      )}
      {mark && (
        <span
          className={cn("absolute top-[7px] size-2.5 -translate-x-1/2 rounded-full border-2 border-chart-1", mark.isSufficient ? "bg-chart-1" : "bg-surface")}
          style={{ left: `${at(mark.value)}%` }}
        />
      )}
    </span>
  );
}

/** The numbers under strips. */
export function Axis({ domain, ticks, write }: { domain: readonly [number, number]; ticks: readonly number[]; write: (value: number) => string }) {
  const at = scaleOf(domain, [0, 100]);
  return (
    <span aria-hidden className="relative block h-5 text-xs text-ink-faint">
      {ticks.map((tick) => (
        <span key={tick} className="absolute -translate-x-1/2" style={{ left: `${at(tick)}%` }}>
          {write(tick)}
        </span>
      ))}
    </span>
  );
}
