import { ChevronLeft, ChevronRight } from "lucide-react";
import { useTranslation } from "react-i18next";

import { formatNumber } from "@/lib/numbers";

import { Button } from "./Button";

/** How many rows there are: exact, or only known to be more than a limit. */
export type Total = number | { at_least: number };

export interface PaginationProps {
  total: Total | undefined;
  page: number;
  onBack: (() => void) | undefined;
  onNext: (() => void) | undefined;
}

export function useTotalText(total: Total | undefined): string {
  const { t } = useTranslation("ui");
  if (total === undefined) return "";
  if (typeof total === "number") return t("pager.total", { count: total, formatted: formatNumber(total) });
  return t("pager.atLeast", { formatted: formatNumber(total.at_least) });
}

/** Forward and back over keyset pages: there are no page numbers to jump to. */
export function Pagination({ total, page, onBack, onNext }: PaginationProps) {
  const { t } = useTranslation("ui");
  const words = useTotalText(total);
  return (
    <nav aria-label={t("pager.label")} className="flex flex-wrap items-center justify-between gap-3 border-t border-line px-5 py-3">
      <p className="text-sm text-ink-soft">
        {words}
        {(onBack ?? onNext) && <span className="text-ink-faint">{` · ${t("pager.page", { page })}`}</span>}
      </p>
      {(onBack ?? onNext) && (
        <div className="flex gap-2">
          <Button size="sm" isDisabled={!onBack} onPress={() => onBack?.()} icon={<ChevronLeft size={16} />}>
            {t("pager.previous")}
          </Button>
          <Button size="sm" isDisabled={!onNext} onPress={() => onNext?.()}>
            {t("pager.next")}
            <ChevronRight size={16} />
          </Button>
        </div>
      )}
    </nav>
  );
}
