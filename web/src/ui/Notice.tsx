import { CircleAlert, CircleCheck, Info, TriangleAlert } from "lucide-react";
import type { ReactNode } from "react";

import { cn } from "@/lib/cn";

export interface NoticeProps {
  tone: "info" | "good" | "warn" | "bad";
  children: ReactNode;
  className?: string;
}

const LOOKS = {
  info: { icon: Info, classes: "bg-info-soft text-info" },
  good: { icon: CircleCheck, classes: "bg-good-soft text-good" },
  warn: { icon: TriangleAlert, classes: "bg-warn-soft text-warn" },
  bad: { icon: CircleAlert, classes: "bg-bad-soft text-bad" },
};

/** A sentence that stays on the page until its reason is gone. */
export function Notice({ tone, children, className }: NoticeProps) {
  const { icon: Icon, classes } = LOOKS[tone];
  return (
    <div role={tone === "bad" ? "alert" : "status"} className={cn("flex items-start gap-2.5 rounded-md px-4 py-3 text-[0.9375rem]", classes, className)}>
      <Icon size={18} className="mt-0.5 shrink-0" aria-hidden />
      <div className="min-w-0">{children}</div>
    </div>
  );
}
