import { ChevronDown } from "lucide-react";
import { Button } from "react-aria-components/Button";
import { ListBox } from "react-aria-components/ListBox";
import { Popover } from "react-aria-components/Popover";
import { Select as AriaSelect, SelectValue } from "react-aria-components/Select";
import { useTranslation } from "react-i18next";

import { cn } from "@/lib/cn";

import { CONTROL, FIELD, type FieldChrome, FieldHelp, FieldLabel } from "./field";
import { type Option, OptionItem, POPOVER } from "./Select";

export interface MultiSelectProps extends FieldChrome {
  options: readonly Option[];
  value: readonly string[];
  onChange: (value: string[]) => void;
  /** What choosing nothing means, such as "Todas". */
  placeholder: string;
}

/** Any number of a short list; the list stays open while one chooses. */
export function MultiSelect({ label, hideLabel, description, error, className, options, value, onChange, placeholder }: MultiSelectProps) {
  const { t } = useTranslation("ui");
  const names = options.filter(({ id }) => value.includes(id)).map((option) => option.label);
  return (
    <AriaSelect
      selectionMode="multiple"
      placeholder={placeholder}
      value={value}
      // In the order of the list, whatever the order of choosing: the same choice is the same address.
      onChange={(keys) => onChange(options.filter(({ id }) => keys.includes(id)).map(({ id }) => id))}
      className={cn(FIELD, className)}
    >
      <FieldLabel label={label} hideLabel={hideLabel ?? false} isRequired={false} />
      <Button className={cn(CONTROL, "flex h-10 items-center gap-2 px-3 text-left hover:bg-hover")}>
        <SelectValue className="min-w-0 flex-1 truncate data-placeholder:text-ink-faint">
          {names.length === 0 ? placeholder : names.length < 3 ? names.join(", ") : t("chosen", { count: names.length })}
        </SelectValue>
        <ChevronDown size={16} className="shrink-0 text-ink-faint" aria-hidden />
      </Button>
      <FieldHelp description={description} error={error} />
      <Popover className={POPOVER}>
        <ListBox items={options} className="outline-none">
          {(option) => <OptionItem option={option} />}
        </ListBox>
      </Popover>
    </AriaSelect>
  );
}
