import { Check, ChevronDown } from "lucide-react";
import type { ReactNode } from "react";
import { Button } from "react-aria-components/Button";
import { ListBox, ListBoxItem } from "react-aria-components/ListBox";
import { Popover } from "react-aria-components/Popover";
import { Select as AriaSelect, SelectValue } from "react-aria-components/Select";
import { useTranslation } from "react-i18next";

import { cn } from "@/lib/cn";

import { CONTROL, FIELD, type FieldChrome, FieldHelp, FieldLabel } from "./field";

export interface Option {
  id: string;
  label: string;
  /** A second, quieter line. */
  hint?: string | undefined;
  icon?: ReactNode;
}

export const POPOVER =
  "appear min-w-(--trigger-width) max-w-[min(24rem,calc(100vw-2rem))] overflow-auto rounded-md border border-line bg-surface p-1 shadow-pop outline-none";

export function OptionItem({ option }: { option: Option }) {
  return (
    <ListBoxItem
      id={option.id}
      textValue={option.label}
      className="group/item flex min-h-9 cursor-pointer items-center gap-2 rounded-sm px-2.5 py-1.5 text-[0.9375rem] outline-none data-focused:bg-primary-soft data-focused:text-ink"
    >
      {option.icon}
      <span className="min-w-0 flex-1">
        <span className="block">{option.label}</span>
        {option.hint && <span className="block text-sm text-ink-soft">{option.hint}</span>}
      </span>
      <Check size={16} className="invisible text-primary group-data-selected/item:visible" aria-hidden />
    </ListBoxItem>
  );
}

export interface SelectProps extends FieldChrome {
  options: readonly Option[];
  /** "" when nothing is chosen. */
  value: string;
  onChange: (value: string) => void;
  placeholder?: string;
  /** The words of a first option that chooses nothing, such as "Todos". */
  emptyOption?: string;
  isDisabled?: boolean;
  name?: string;
}

const NOTHING = "__nothing__";

export function Select({ label, hideLabel, description, error, isRequired, className, options, value, onChange, placeholder, emptyOption, fieldRef, ...rest }: SelectProps) {
  const { t } = useTranslation("ui");
  const all = emptyOption === undefined ? options : [{ id: NOTHING, label: emptyOption }, ...options];
  const chosen = value === "" ? (emptyOption === undefined ? null : NOTHING) : value;
  return (
    <AriaSelect
      {...rest}
      ref={fieldRef}
      placeholder={placeholder ?? t("select")}
      value={chosen}
      onChange={(key) => onChange(key === NOTHING || key === null ? "" : String(key))}
      isInvalid={error !== undefined}
      isRequired={isRequired ?? false}
      validationBehavior="aria"
      className={cn(FIELD, className)}
    >
      <FieldLabel label={label} hideLabel={hideLabel ?? false} isRequired={isRequired ?? false} />
      <Button className={cn(CONTROL, "flex h-10 items-center gap-2 px-3 text-left hover:bg-hover")}>
        <SelectValue className="min-w-0 flex-1 truncate data-placeholder:text-ink-faint [&_[data-hint]]:hidden">
          {({ selectedText, defaultChildren }) => selectedText || defaultChildren}
        </SelectValue>
        <ChevronDown size={16} className="shrink-0 text-ink-faint" aria-hidden />
      </Button>
      <FieldHelp description={description} error={error} />
      <Popover className={POPOVER}>
        <ListBox items={all} className="outline-none">
          {(option) => <OptionItem option={option} />}
        </ListBox>
      </Popover>
    </AriaSelect>
  );
}
