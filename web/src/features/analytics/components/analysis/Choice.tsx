import { RadioGroup } from "@/ui";

/** A choice of few between buttons, at the head of a chart. */
export function Choice<T extends string>({ label, options, value, onChange }: { label: string; options: readonly { id: T; label: string }[]; value: T; onChange: (value: T) => void }) {
  return <RadioGroup label={label} hideLabel look="buttons" className="print:hidden" value={value} onChange={(next) => onChange(next as T)} options={options} />;
}

/** The value if it is one of those, the first of them otherwise. */
export function oneOf<T extends string>(known: readonly [T, ...T[]], value: string | undefined): T {
  return known.find((one) => one === value) ?? known[0];
}
