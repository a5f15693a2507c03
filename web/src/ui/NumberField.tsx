import { Minus, Plus } from "lucide-react";
import { Button } from "react-aria-components/Button";
import { Group } from "react-aria-components/Group";
import { Input } from "react-aria-components/Input";
import { NumberField as AriaNumberField, type NumberFieldProps as AriaNumberFieldProps } from "react-aria-components/NumberField";

import { cn } from "@/lib/cn";

import { CONTROL, FIELD, type FieldChrome, FieldHelp, FieldLabel } from "./field";

export interface NumberFieldProps extends FieldChrome, Omit<AriaNumberFieldProps, "className" | "children" | "isInvalid" | "value" | "onChange"> {
  value: number | null;
  onChange: (value: number | null) => void;
}

const STEP = "grid h-full w-9 place-items-center text-ink-soft hover:bg-hover data-disabled:opacity-40";

export function NumberField({ label, hideLabel, description, error, className, value, onChange, fieldRef, ...rest }: NumberFieldProps) {
  return (
    <AriaNumberField
      {...rest}
      ref={fieldRef}
      validationBehavior="aria"
      value={value ?? Number.NaN}
      onChange={(next) => onChange(Number.isNaN(next) ? null : next)}
      isInvalid={error !== undefined}
      className={cn(FIELD, className)}
    >
      <FieldLabel label={label} hideLabel={hideLabel ?? false} isRequired={rest.isRequired ?? false} />
      <Group className={cn(CONTROL, "flex h-10 items-center overflow-hidden data-focus-within:outline-2 data-focus-within:outline-offset-1 data-focus-within:outline-focus")}>
        <Input className="h-full min-w-0 flex-1 bg-transparent px-3 outline-none" />
        <Button slot="decrement" className={STEP}>
          <Minus size={15} />
        </Button>
        <Button slot="increment" className={cn(STEP, "border-l border-line")}>
          <Plus size={15} />
        </Button>
      </Group>
      <FieldHelp description={description} error={error} />
    </AriaNumberField>
  );
}
