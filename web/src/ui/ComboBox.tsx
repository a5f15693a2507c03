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

import { IconButton } from "./Button";
import { CONTROL, FIELD, type FieldChrome, FieldHelp, FieldLabel } from "./field";
import { type Option, OptionItem, POPOVER } from "./Select";

export interface ComboBoxProps extends FieldChrome {
  options: readonly Option[];
  /** "" when nothing is chosen. */
  value: string;
  onChange: (value: string) => void;
  /** When given, the options come from elsewhere (a server) for this text, and are not filtered here. */
  onSearch?: (text: string) => void;
  placeholder?: string;
  isDisabled?: boolean;
}

export function ComboBox({ label, hideLabel, description, error, isRequired, className, options, value, onChange, onSearch, placeholder, isDisabled, fieldRef }: ComboBoxProps) {
  const { t } = useTranslation("ui");
  const chosen = options.find((option) => option.id === value)?.label ?? "";
  const [text, setText] = useState(chosen);
  const [known, setKnown] = useState(chosen);
  if (known !== chosen && (chosen || !value)) {
    setKnown(chosen);
    setText(chosen);
  }
  const type = (next: string): void => {
    setText(next);
    onSearch?.(next);
  };
  return (
    <AriaComboBox
      ref={fieldRef}
      items={options}
      value={value || null}
      onChange={(key) => {
        if (key !== null) onChange(String(key));
      }}
      inputValue={text}
      onInputChange={type}
      {...(onSearch ? { defaultFilter: () => true } : {})}
      allowsEmptyCollection
      menuTrigger="focus"
      isInvalid={error !== undefined}
      isRequired={isRequired ?? false}
      isDisabled={isDisabled ?? false}
      validationBehavior="aria"
      className={cn(FIELD, className)}
    >
      <FieldLabel label={label} hideLabel={hideLabel ?? false} isRequired={isRequired ?? false} />
      <Group className={cn(CONTROL, "flex h-10 items-center data-focus-within:outline-2 data-focus-within:outline-offset-1 data-focus-within:outline-focus")}>
        <Input placeholder={placeholder} className="h-full min-w-0 flex-1 bg-transparent px-3 outline-none placeholder:text-ink-faint" />
        {value && !isDisabled && (
          <IconButton slot={null} label={t("clear")} icon={<X size={15} />} className="size-7" onPress={() => (type(""), onChange(""))} />
        )}
        <Button className="grid h-full w-9 place-items-center text-ink-faint" aria-label={t("showOptions")}>
          <ChevronDown size={16} aria-hidden />
        </Button>
      </Group>
      <FieldHelp description={description} error={error} />
      <Popover className={POPOVER}>
        <ListBox<Option> className="outline-none" renderEmptyState={() => <p className="px-2.5 py-2 text-sm text-ink-soft">{t("noOptions")}</p>}>
          {(option) => <OptionItem option={option} />}
        </ListBox>
      </Popover>
    </AriaComboBox>
  );
}
