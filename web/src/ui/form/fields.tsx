import { useCallback } from "react";
import { type Control, type FieldPath, type FieldValues, useController } from "react-hook-form";

import { Checkbox, type CheckboxProps } from "../Checkbox";
import { ComboBox, type ComboBoxProps } from "../ComboBox";
import { DateField, type DateFieldProps } from "../DateField";
import { NumberField, type NumberFieldProps } from "../NumberField";
import { RadioGroup, type RadioGroupProps } from "../RadioGroup";
import { Select, type SelectProps } from "../Select";
import { PasswordField, type PasswordFieldProps, TextField, type TextFieldProps } from "../TextField";

/** A field of ours, tied to a field of a form by its name. */
export type Bound<P, T extends FieldValues> = Omit<P, "value" | "onChange" | "error" | "name"> & {
  control: Control<T>;
  name: FieldPath<T>;
};

function useBound<T extends FieldValues>(control: Control<T>, name: FieldPath<T>) {
  const { field, fieldState } = useController({ control, name });
  const error = fieldState.error?.message;
  return { value: field.value as unknown, onChange: field.onChange as (value: unknown) => void, onBlur: field.onBlur, ref: field.ref, error };
}

/** What is pressed or typed into in a field: a refused form leads there. */
const TARGET = 'input:not([hidden], [tabindex="-1"]), button';

/** For fields made of several parts, which have no one element to be told. */
function useWhole<T extends FieldValues>(control: Control<T>, name: FieldPath<T>) {
  const { ref, value, onChange, error } = useBound(control, name);
  const fieldRef = useCallback((field: HTMLElement | null) => ref(field && { focus: () => field.querySelector<HTMLElement>(TARGET)?.focus() }), [ref]);
  return { value, onChange, error, fieldRef };
}

function asText(value: unknown): string {
  return typeof value === "string" ? value : "";
}

export function FormText<T extends FieldValues>({ control, name, ...rest }: Bound<TextFieldProps, T>) {
  const { value, onChange, onBlur, error, ref } = useBound(control, name);
  return <TextField {...rest} name={name} value={asText(value)} onChange={onChange} onBlur={onBlur} error={error} inputRef={ref} />;
}

export function FormPassword<T extends FieldValues>({ control, name, ...rest }: Bound<PasswordFieldProps, T>) {
  const { value, onChange, onBlur, error, ref } = useBound(control, name);
  return <PasswordField {...rest} name={name} value={asText(value)} onChange={onChange} onBlur={onBlur} error={error} inputRef={ref} />;
}

export function FormNumber<T extends FieldValues>({ control, name, ...rest }: Bound<NumberFieldProps, T>) {
  const { value, onChange, error, fieldRef } = useWhole(control, name);
  return <NumberField {...rest} value={typeof value === "number" ? value : null} onChange={onChange} error={error} fieldRef={fieldRef} />;
}

export function FormSelect<T extends FieldValues>({ control, name, ...rest }: Bound<SelectProps, T>) {
  const { value, onChange, error, fieldRef } = useWhole(control, name);
  return <Select {...rest} value={asText(value)} onChange={onChange} error={error} fieldRef={fieldRef} />;
}

export function FormComboBox<T extends FieldValues>({ control, name, ...rest }: Bound<ComboBoxProps, T>) {
  const { value, onChange, error, fieldRef } = useWhole(control, name);
  return <ComboBox {...rest} value={asText(value)} onChange={onChange} error={error} fieldRef={fieldRef} />;
}

export function FormDate<T extends FieldValues>({ control, name, ...rest }: Bound<DateFieldProps, T>) {
  const { value, onChange, error, fieldRef } = useWhole(control, name);
  return <DateField {...rest} name={name} value={asText(value)} onChange={onChange} error={error} fieldRef={fieldRef} />;
}

export function FormRadio<T extends FieldValues>({ control, name, ...rest }: Bound<RadioGroupProps, T>) {
  const { value, onChange, error, fieldRef } = useWhole(control, name);
  return <RadioGroup {...rest} value={asText(value)} onChange={onChange} error={error} fieldRef={fieldRef} />;
}

type CheckProps<T extends FieldValues> = Omit<CheckboxProps, "isSelected" | "onChange" | "name"> & { control: Control<T>; name: FieldPath<T> };

export function FormCheckbox<T extends FieldValues>({ control, name, ...rest }: CheckProps<T>) {
  const { value, onChange } = useBound(control, name);
  return <Checkbox {...rest} isSelected={value === true} onChange={onChange} />;
}
