import type { ReactNode } from "react";

import { cn } from "@/lib/cn";

export interface CardProps {
  title?: ReactNode;
  /** Shown at the right of the title: a button, a link, a count. */
  aside?: ReactNode;
  children: ReactNode;
  className?: string;
  /** Leaves the padding to the content, for tables that reach the edges. */
  isFlush?: boolean;
}

export function Card({ title, aside, children, className, isFlush = false }: CardProps) {
  return (
    <section className={cn("min-w-0 rounded-lg border border-line bg-surface shadow-card", className)}>
      {(title !== undefined || aside !== undefined) && (
        <header className="flex min-h-12 flex-wrap items-center justify-between gap-x-4 gap-y-2 px-5 pt-3.5">
          <h2 className="text-base">{title}</h2>
          {aside}
        </header>
      )}
      <div className={isFlush ? "" : title === undefined && aside === undefined ? "p-5" : "px-5 pt-2.5 pb-5"}>{children}</div>
    </section>
  );
}

/** Names and their values; the pairs sit side by side where there is room. */
export function Facts({ children, className }: { children: ReactNode; className?: string }) {
  return <dl className={cn("grid gap-x-6 gap-y-4 sm:grid-cols-2", className)}>{children}</dl>;
}

export function Fact({ name, children, isWide = false }: { name: string; children: ReactNode; isWide?: boolean }) {
  return (
    <div className={cn("min-w-0", isWide && "sm:col-span-full")}>
      <dt className="text-sm text-ink-faint">{name}</dt>
      <dd className="mt-0.5 break-words">{children}</dd>
    </div>
  );
}
