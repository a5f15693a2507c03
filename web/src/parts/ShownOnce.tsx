import { Copy } from "lucide-react";

import { Actions, Button, Notice, toast } from "@/ui";

export interface ShownOnceProps {
  /** What is seen now and never again. */
  value: string;
  label: string;
  warning: string;
  copy: string;
  copied: string;
  done: string;
  onDone: () => void;
}

/** A key or secret, once. */
export function ShownOnce({ value, label, warning, copy, copied, done, onDone }: ShownOnceProps) {
  const onCopy = (): void => void navigator.clipboard.writeText(value).then(() => toast.done(copied));
  return (
    <div className="flex flex-col gap-4">
      <Notice tone="warn">{warning}</Notice>
      <p className="text-sm text-ink-soft" id="shown-once">
        {label}
      </p>
      <code aria-labelledby="shown-once" role="group" className="rounded-md bg-sunken p-4 font-mono text-sm break-all select-all">
        {value}
      </code>
      <Actions className="mt-1">
        <Button icon={<Copy size={16} aria-hidden />} onPress={onCopy}>
          {copy}
        </Button>
        <Button variant="primary" onPress={onDone}>
          {done}
        </Button>
      </Actions>
    </div>
  );
}
