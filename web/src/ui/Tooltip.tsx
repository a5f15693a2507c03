import type { ReactNode } from "react";
import { Focusable } from "react-aria-components/Focusable";
import { Tooltip as AriaTooltip, TooltipTrigger } from "react-aria-components/Tooltip";

import { cn } from "@/lib/cn";

const BUBBLE = "appear max-w-xs rounded-sm bg-ink px-2.5 py-1.5 text-sm text-canvas shadow-pop";

/** Words that appear on hover and on focus over a pressable child (a button of ours). */
export function Tooltip({ text, children }: { text: ReactNode; children: ReactNode }) {
  return (
    <TooltipTrigger delay={400}>
      {children}
      <AriaTooltip offset={6} className={BUBBLE}>
        {text}
      </AriaTooltip>
    </TooltipTrigger>
  );
}

/** A word with an explanation; reachable by keyboard. */
export function Explained({ text, children, className }: { text: ReactNode; children: ReactNode; className?: string }) {
  return (
    <TooltipTrigger delay={200}>
      <Focusable>
        <span role="note" tabIndex={0} className={cn("cursor-help rounded-sm", className)}>
          {children}
        </span>
      </Focusable>
      <AriaTooltip offset={6} className={BUBBLE}>
        {text}
      </AriaTooltip>
    </TooltipTrigger>
  );
}
