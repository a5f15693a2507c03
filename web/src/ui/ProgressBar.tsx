import { Label } from "react-aria-components/Label";
import { ProgressBar as AriaProgressBar } from "react-aria-components/ProgressBar";

import { cn } from "@/lib/cn";

export interface ProgressBarProps {
  label: string;
  hideLabel?: boolean;
  /** 0–100; undefined while nobody knows. */
  value: number | undefined;
  className?: string;
}

export function ProgressBar({ label, hideLabel = false, value, className }: ProgressBarProps) {
  return (
    <AriaProgressBar {...(value === undefined ? { isIndeterminate: true } : { value })} className={cn("flex min-w-0 flex-col gap-1.5", className)}>
      {({ valueText, percentage }) => (
        <>
          <div className="flex items-baseline justify-between gap-4 text-sm">
            <Label className={hideLabel ? "sr-only" : "min-w-0 truncate font-medium"}>{label}</Label>
            {value !== undefined && <span className="text-ink-soft">{valueText}</span>}
          </div>
          <div className="h-2 overflow-hidden rounded-full bg-sunken">
            <div
              className={cn("h-full rounded-full bg-primary transition-[width] duration-300", value === undefined && "w-full animate-pulse opacity-50")}
              style={value === undefined ? undefined : { width: `${percentage ?? 0}%` }}
            />
          </div>
        </>
      )}
    </AriaProgressBar>
  );
}
