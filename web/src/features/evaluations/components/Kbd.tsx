import { cn } from "@/lib/cn";

/** A key of the keyboard, drawn small beside what it does; decorative, as the list of keys says them all. */
export function Kbd({ children, isOnPrimary = false }: { children: string; isOnPrimary?: boolean }) {
  return (
    <kbd
      aria-hidden
      className={cn(
        "inline-grid h-5 min-w-5 place-items-center rounded-sm border px-1 font-sans text-xs font-medium max-lg:hidden",
        isOnPrimary ? "border-current" : "border-line-strong/60 bg-surface text-ink-faint",
      )}
    >
      {children}
    </kbd>
  );
}
