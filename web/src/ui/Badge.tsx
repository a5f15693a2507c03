import type { ReactNode } from "react";

import { cn } from "@/lib/cn";

export type Tone = "neutral" | "good" | "warn" | "bad" | "info" | "accent" | "primary";

const TONES: Record<Tone, string> = {
  neutral: "bg-sunken text-ink-soft",
  good: "bg-good-soft text-good",
  warn: "bg-warn-soft text-warn",
  bad: "bg-bad-soft text-bad",
  info: "bg-info-soft text-info",
  accent: "bg-accent-soft text-accent",
  primary: "bg-primary-soft text-primary",
};

export interface BadgeProps {
  tone?: Tone;
  /** An icon beside the words: colour alone never carries the meaning. */
  icon?: ReactNode;
  children: ReactNode;
  className?: string;
}

export function Badge({ tone = "neutral", icon, children, className }: BadgeProps) {
  return (
    <span className={cn("inline-flex h-6 w-fit max-w-full items-center gap-1.5 rounded-full px-2.5 text-[0.8125rem] font-medium whitespace-nowrap", TONES[tone], className)}>
      {icon}
      <span className="truncate">{children}</span>
    </span>
  );
}
