import { cn } from "@/lib/cn";
import { formatNumber } from "@/lib/numbers";

import { withValue } from "../../model/answers";
import { pointsOf } from "../../model/keys";
import type { ControlProps } from "./control";

function written(value: number): string {
  return formatNumber(value, Number.isInteger(value) ? 0 : 1);
}

/** The points of a scale as one row of buttons; the anchor of the chosen one is written below. */
export function ScaleControl({ criterion, answer, onChange, labelId }: ControlProps) {
  const points = pointsOf(criterion);
  const anchor = criterion.options.find((option) => option.value === answer.value);
  return (
    <>
      <div role="radiogroup" aria-labelledby={labelId} className="grid grid-cols-6 gap-1.5 sm:flex">
        {points.map((point) => {
          const isChosen = answer.value === point;
          return (
            <label key={point} className="relative min-w-0 flex-1">
              <input
                type="radio"
                name={criterion.key}
                checked={isChosen}
                onChange={() => onChange(withValue(answer, point))}
                className="peer sr-only"
                {...(isChosen || (answer.value === null && point === points[0]) ? { "data-primary": true } : {})}
              />
              <span
                className={cn(
                  "grid h-10 place-items-center rounded-md border text-[0.9375rem] font-medium transition-colors select-none peer-focus-visible:outline-2 peer-focus-visible:outline-offset-2 peer-focus-visible:outline-focus",
                  isChosen ? "border-primary bg-primary text-on-primary" : "border-line-strong/60 bg-surface hover:border-primary hover:bg-primary-soft",
                )}
              >
                {written(point)}
              </span>
            </label>
          );
        })}
      </div>
      {anchor && <p className="mt-2 text-sm text-ink-soft">{[anchor.label, anchor.anchor].filter(Boolean).join(" · ")}</p>}
    </>
  );
}
