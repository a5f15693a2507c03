import { cn } from "@/lib/cn";
import { formatNumber } from "@/lib/numbers";

export interface Tile {
  name: string;
  count: number;
  tone?: "good" | "bad" | "warn";
}

const TONES = { good: "text-good", bad: "text-bad", warn: "text-warn" };

/** Numbers with what they count. */
export function Tiles({ tiles }: { tiles: readonly Tile[] }) {
  return (
    <dl className="grid grid-cols-2 gap-x-6 gap-y-4 sm:grid-cols-3 lg:flex lg:flex-wrap lg:gap-x-12">
      {tiles.map(({ name, count, tone }) => (
        <div key={name} className="flex min-w-0 flex-col-reverse justify-end">
          <dt className="text-sm text-ink-soft">{name}</dt>
          <dd className={cn("text-2xl font-semibold", tone && count > 0 && TONES[tone])}>{formatNumber(count)}</dd>
        </div>
      ))}
    </dl>
  );
}
