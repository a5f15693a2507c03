import { ChevronDown, X } from "lucide-react";
import { useState } from "react";
import { Button } from "react-aria-components/Button";
import { ComboBox as AriaComboBox } from "react-aria-components/ComboBox";
import { Group } from "react-aria-components/Group";
import { Input } from "react-aria-components/Input";
import { ListBox } from "react-aria-components/ListBox";
import { Popover } from "react-aria-components/Popover";
import { useTranslation } from "react-i18next";

import { cn } from "@/lib/cn";

import { CONTROL, FIELD, type FieldChrome, FieldHelp, FieldLabel } from "./field";
import { type Option, OptionItem, POPOVER } from "./Select";

export interface MultiComboBoxProps extends Omit<FieldChrome, "isRequired" | "error"> {
  /** What was found for the text that is typed. */
  options: readonly Option[];
  chosen: readonly Option[];
  onChange: (value: string[]) => void;
  onSearch: (text: string) => void;
  placeholder?: string;
}

/** Any number of a long list, found by typing. What was chosen stands in a row of its own, each with its way out. */
export function MultiComboBox({ label, hideLabel, description, className, options, chosen, onChange, onSearch, placeholder }: MultiComboBoxProps) {
  const { t } = useTranslation("ui");
  const [text, setText] = useState("");
  const ids = chosen.map(({ id }) => id);
  const type = (next: string): void => {
    setText(next);
    onSearch(next);
  };
  return (
    <>
      <AriaComboBox
        selectionMode="multiple"
        items={options}
        value={ids}
        onChange={(keys) => {
          // Leaving the field tells the present choice once more; only a new one empties the text.
          const next = keys.map(String);
          if (next.join() === ids.join()) return;
          onChange(next);
          type("");
        }}
        inputValue={text}
        onInputChange={type}
        defaultFilter={() => true}
        allowsEmptyCollection
        menuTrigger="focus"
        className={cn(FIELD, className)}
      >
        <FieldLabel label={label} hideLabel={hideLabel ?? false} isRequired={false} />
        <Group className={cn(CONTROL, "flex h-10 items-center data-focus-within:outline-2 data-focus-within:outline-offset-1 data-focus-within:outline-focus")}>
          <Input placeholder={placeholder} className="h-full min-w-0 flex-1 bg-transparent px-3 outline-none placeholder:text-ink-faint" />
          <Button className="grid h-full w-9 place-items-center text-ink-faint" aria-label={t("showOptions")}>
            <ChevronDown size={16} aria-hidden />
          </Button>
        </Group>
        <FieldHelp description={description} error={undefined} />
        <Popover className={POPOVER}>
          <ListBox<Option> className="outline-none" renderEmptyState={() => <p className="px-2.5 py-2 text-sm text-ink-soft">{t("noOptions")}</p>}>
            {(option) => <OptionItem option={option} />}
          </ListBox>
        </Popover>
      </AriaComboBox>
      {chosen.length > 0 && (
        <ul aria-label={label} className="order-last flex basis-full flex-wrap items-center gap-2">
          <li aria-hidden className="text-sm text-ink-soft">
            {label}
          </li>
          {chosen.map((option) => (
            <li key={option.id}>
              <Button
                aria-label={t("remove", { name: option.label })}
                onPress={() => onChange(ids.filter((id) => id !== option.id))}
                className="inline-flex min-h-8 items-center gap-1.5 rounded-full bg-primary-soft pr-2 pl-3 text-sm font-medium text-primary hover:bg-hover"
              >
                {option.label}
                <X size={14} aria-hidden />
              </Button>
            </li>
          ))}
        </ul>
      )}
    </>
  );
}
