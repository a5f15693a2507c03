import { cn } from "@/lib/cn";

/** A key of the keyboard, drawn small beside what it does; decorative, as the list of keys says them all. */
export function Kbd({ children, className }: { children: string; className?: string }) {
  return (
    <kbd
      aria-hidden
      className={cn(
        "inline-grid h-5 min-w-5 place-items-center rounded-sm border border-line-strong/60 bg-surface px-1 font-sans text-xs font-medium text-ink-faint max-lg:hidden",
        className,
      )}
    >
      {children}
    </kbd>
  );
}
