import { Check, Minus } from "lucide-react";
import type { ReactNode } from "react";
import { Checkbox as AriaCheckbox, type CheckboxProps as AriaCheckboxProps } from "react-aria-components/Checkbox";

import { cn } from "@/lib/cn";

export interface CheckboxProps extends Omit<AriaCheckboxProps, "children" | "className"> {
  children: ReactNode;
  className?: string;
}

export function Checkbox({ children, className, ...rest }: CheckboxProps) {
  return (
    <AriaCheckbox {...rest} className={cn("group flex min-h-6 items-start gap-2.5 text-[0.9375rem] data-disabled:opacity-60", className)}>
      {({ isSelected, isIndeterminate }) => (
        <>
          <span
            aria-hidden
            className={cn(
              "mt-0.5 grid size-5 shrink-0 place-items-center rounded-sm border text-on-primary group-data-focus-visible:outline-2 group-data-focus-visible:outline-offset-2 group-data-focus-visible:outline-focus group-data-invalid:border-bad",
              isSelected || isIndeterminate ? "border-primary bg-primary" : "border-line-strong bg-surface",
            )}
          >
            {isIndeterminate ? <Minus size={14} /> : isSelected && <Check size={14} strokeWidth={3} />}
          </span>
          <span className="min-w-0">{children}</span>
        </>
      )}
    </AriaCheckbox>
  );
}
