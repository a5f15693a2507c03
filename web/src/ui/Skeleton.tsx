import { useTranslation } from "react-i18next";

import { cn } from "@/lib/cn";

/** One grey bar; decorative. */
export function Skeleton({ className }: { className?: string }) {
  return <span aria-hidden className={cn("skeleton block h-4", className)} />;
}

const WIDTHS = ["w-3/4", "w-1/2", "w-5/6", "w-2/3", "w-3/5"];

/** Rows that stand for a list or a text while it loads; says so to a screen reader. */
export function SkeletonRows({ rows = 5, className }: { rows?: number; className?: string }) {
  const { t } = useTranslation("ui");
  return (
    <div role="status" className={cn("flex flex-col gap-5 p-5", className)}>
      <span className="sr-only">{t("loading")}</span>
      {Array.from({ length: rows }, (_, index) => (
        <div key={index} className="flex items-center gap-4">
          <Skeleton className="w-16 shrink-0" />
          <Skeleton className={cn("grow-0", WIDTHS[index % WIDTHS.length])} />
        </div>
      ))}
    </div>
  );
}
