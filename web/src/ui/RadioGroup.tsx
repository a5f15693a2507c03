import { Radio, RadioGroup as AriaRadioGroup } from "react-aria-components/RadioGroup";

import { cn } from "@/lib/cn";

import { FIELD, type FieldChrome, FieldHelp, FieldLabel } from "./field";
import type { Option } from "./Select";

export interface RadioGroupProps extends FieldChrome {
  options: readonly Option[];
  value: string;
  onChange: (value: string) => void;
  /** `buttons` lays the choices side by side as one control. */
  look?: "list" | "buttons";
  isDisabled?: boolean;
}

const DOT = "mt-0.5 size-5 shrink-0 rounded-full border border-line-strong bg-surface group-data-selected/radio:border-[6px] group-data-selected/radio:border-primary";
const BUTTON =
  "flex min-h-8 items-center gap-2 rounded-sm px-3 text-sm font-medium text-ink-soft transition-colors hover:text-ink data-selected:bg-surface data-selected:text-ink data-selected:shadow-card";

export function RadioGroup({ label, hideLabel, description, error, isRequired, className, options, value, look = "list", fieldRef, ...rest }: RadioGroupProps) {
  // What is none of the options is no choice: else no option could be reached by Tab.
  const chosen = options.some(({ id }) => id === value) ? value : null;
  return (
    <AriaRadioGroup {...rest} ref={fieldRef} value={chosen} isRequired={isRequired ?? false} isInvalid={error !== undefined} validationBehavior="aria" className={cn(FIELD, className)}>
      <FieldLabel label={label} hideLabel={hideLabel ?? false} isRequired={isRequired ?? false} />
      <div className={look === "list" ? "flex flex-col gap-2" : "flex w-fit max-w-full flex-wrap gap-1 rounded-md bg-sunken p-1"}>
        {options.map((option) => (
          <Radio
            key={option.id}
            value={option.id}
            className={cn("group/radio cursor-pointer", look === "buttons" ? BUTTON : "flex min-h-6 gap-2.5 text-[0.9375rem]")}
          >
            {look === "list" && <span aria-hidden className={cn(DOT, "group-data-focus-visible/radio:outline-2 group-data-focus-visible/radio:outline-offset-2 group-data-focus-visible/radio:outline-focus")} />}
            {option.icon}
            <span>
              {option.label}
              {look === "list" && option.hint && <span className="block text-sm text-ink-soft">{option.hint}</span>}
            </span>
          </Radio>
        ))}
      </div>
      <FieldHelp description={description} error={error} />
    </AriaRadioGroup>
  );
}
