import { Upload } from "lucide-react";
import { type DragEvent, type ReactNode, useRef, useState } from "react";

import { cn } from "@/lib/cn";

import { Button } from "./Button";

export interface FileDropProps {
  /** Names the whole; spoken. */
  label: string;
  prompt: string;
  /** Shown instead of the prompt while files hang over it. */
  release: string;
  buttonLabel: string;
  hint?: ReactNode;
  /** As an `<input type="file">` takes it: `.csv,.xlsx`. */
  accept?: string;
  allowsMany?: boolean;
  onFiles: (files: File[]) => void;
}

const hasFiles = (event: DragEvent): boolean => event.dataTransfer.types.includes("Files");

/** A place to drop files on, with a button that does the same. */
export function FileDrop({ label, prompt, release, buttonLabel, hint, accept, allowsMany = false, onFiles }: FileDropProps) {
  const input = useRef<HTMLInputElement>(null);
  const [isOver, setOver] = useState(false);
  const over = (event: DragEvent): void => {
    if (!hasFiles(event)) return;
    event.preventDefault();
    setOver(true);
  };
  const leave = (event: DragEvent<HTMLElement>): void => {
    if (!event.currentTarget.contains(event.relatedTarget as Node | null)) setOver(false);
  };
  const drop = (event: DragEvent): void => {
    if (!hasFiles(event)) return;
    event.preventDefault();
    setOver(false);
    onFiles([...event.dataTransfer.files]);
  };
  const choose = (files: FileList | null): void => {
    if (files && files.length > 0) onFiles([...files]);
    // The same file can be chosen again after it was refused.
    if (input.current) input.current.value = "";
  };
  return (
    <div
      role="group"
      aria-label={label}
      onDragEnter={over}
      onDragOver={over}
      onDragLeave={leave}
      onDrop={drop}
      className={cn(
        "flex flex-col items-center gap-3 rounded-lg border-2 border-dashed px-6 py-8 text-center transition-colors",
        isOver ? "border-primary bg-primary-soft" : "border-line-strong bg-surface",
      )}
    >
      <Upload size={26} strokeWidth={1.6} className={isOver ? "text-primary" : "text-ink-faint"} aria-hidden />
      <p className="font-medium">{isOver ? release : prompt}</p>
      <Button variant="primary" onPress={() => input.current?.click()}>
        {buttonLabel}
      </Button>
      <input ref={input} type="file" hidden accept={accept} multiple={allowsMany} onChange={(event) => choose(event.target.files)} />
      {hint && <p className="max-w-lg text-sm text-ink-soft">{hint}</p>}
    </div>
  );
}
