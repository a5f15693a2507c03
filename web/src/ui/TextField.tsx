import { type ReactNode, type Ref, useState } from "react";
import { Eye, EyeOff } from "lucide-react";
import { Group } from "react-aria-components/Group";
import { Input } from "react-aria-components/Input";
import { TextArea } from "react-aria-components/TextArea";
import { TextField as AriaTextField, type TextFieldProps as AriaTextFieldProps } from "react-aria-components/TextField";

import { cn } from "@/lib/cn";

import { IconButton } from "./Button";
import { CONTROL, FIELD, type FieldChrome, FieldHelp, FieldLabel } from "./field";

export interface TextFieldProps extends FieldChrome, Omit<AriaTextFieldProps, "className" | "children" | "isInvalid"> {
  placeholder?: string | undefined;
  /** More than one makes a text area of so many rows. */
  rows?: number;
  /** Shown before the text, such as an icon; decorative. */
  lead?: ReactNode;
  trail?: ReactNode;
  inputRef?: Ref<HTMLInputElement & HTMLTextAreaElement>;
}

const INSIDE = "min-w-0 flex-1 bg-transparent px-3 outline-none placeholder:text-ink-faint";

export function TextField({ label, hideLabel, description, error, className, rows = 1, lead, trail, placeholder, inputRef, ...rest }: TextFieldProps) {
  return (
    <AriaTextField {...rest} validationBehavior="aria" isInvalid={error !== undefined} className={cn(FIELD, className)}>
      <FieldLabel label={label} hideLabel={hideLabel ?? false} isRequired={rest.isRequired ?? false} />
      {rows > 1 ? (
        <TextArea ref={inputRef ?? null} rows={rows} placeholder={placeholder} className={cn(CONTROL, "px-3 py-2 leading-normal")} />
      ) : (
        <Group className={cn(CONTROL, "flex h-10 items-center data-focus-within:outline-2 data-focus-within:outline-offset-1 data-focus-within:outline-focus")}>
          {lead && <span className="grid place-items-center pl-3 text-ink-faint">{lead}</span>}
          <Input ref={inputRef ?? null} placeholder={placeholder} className={cn(INSIDE, "h-full")} />
          {trail}
        </Group>
      )}
      <FieldHelp description={description} error={error} />
    </AriaTextField>
  );
}

export interface PasswordFieldProps extends Omit<TextFieldProps, "type" | "trail" | "rows"> {
  showLabel: string;
  hideLabelText: string;
}

/** A password that can be looked at; paste is allowed. */
export function PasswordField({ showLabel, hideLabelText, ...rest }: PasswordFieldProps) {
  const [isShown, setShown] = useState(false);
  return (
    <TextField
      {...rest}
      type={isShown ? "text" : "password"}
      trail={
        <IconButton
          label={isShown ? hideLabelText : showLabel}
          icon={isShown ? <EyeOff size={18} /> : <Eye size={18} />}
          onPress={() => setShown(!isShown)}
          className="mr-0.5"
        />
      }
    />
  );
}
