import { CircleAlert } from "lucide-react";

/** What is wrong with a control that cannot say it itself. */
export function FieldAlert({ text, id }: { text: string | undefined; id?: string }) {
  if (!text) return null;
  return (
    <p id={id} role="alert" className="flex items-start gap-1.5 text-sm font-medium text-bad">
      <CircleAlert size={15} aria-hidden className="mt-0.5 shrink-0" />
      {text}
    </p>
  );
}
