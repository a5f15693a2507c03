import { useId } from "react";

import { cn } from "@/lib/cn";

import { CONTROL, FIELD, type FieldChrome } from "./field";

export interface DateFieldProps extends FieldChrome {
  /** `YYYY-MM-DD`, or `YYYY-MM-DDTHH:MM` with `withTime`; "" when empty. */
  value: string;
  onChange: (value: string) => void;
  withTime?: boolean;
  min?: string | undefined;
  max?: string | undefined;
  isDisabled?: boolean;
  name?: string;
}

/** The browser's own date input: typed, pasted or picked, in the person's own order of day and month. */
export function DateField({ label, hideLabel, description, error, isRequired, className, value, onChange, withTime, isDisabled, fieldRef, ...rest }: DateFieldProps) {
  const id = useId();
  const help = error ?? description;
  return (
    <div ref={fieldRef} className={cn(FIELD, className)} data-invalid={error ? true : undefined}>
      <label htmlFor={id} className={cn("text-sm font-medium", hideLabel && "sr-only")}>
        {label}
        {isRequired && <span className="text-bad" aria-hidden>{" *"}</span>}
      </label>
      <input
        {...rest}
        id={id}
        type={withTime ? "datetime-local" : "date"}
        value={value}
        onChange={(event) => onChange(event.target.value)}
        required={isRequired}
        disabled={isDisabled}
        aria-invalid={error !== undefined}
        aria-describedby={help ? `${id}-help` : undefined}
        className={cn(CONTROL, "h-10 px-3")}
      />
      {help && (
        <span id={`${id}-help`} className={cn("text-sm", error ? "font-medium text-bad" : "text-ink-soft")}>
          {help}
        </span>
      )}
    </div>
  );
}
