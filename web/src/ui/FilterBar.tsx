import { SlidersHorizontal, X } from "lucide-react";
import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";

import { cn } from "@/lib/cn";

import { Button } from "./Button";

export interface FilterBarProps {
  /** The search field, always in sight. */
  search?: ReactNode;
  /** The other filters; folded behind a button on a phone. */
  children?: ReactNode;
  active: number;
  onClear: () => void;
}

/** What a list is narrowed by. It draws the filters; their values live in the URL. */
export function FilterBar({ search, children, active, onClear }: FilterBarProps) {
  const { t } = useTranslation("ui");
  const [isOpen, setOpen] = useState(false);
  return (
    <div role="search" aria-label={t("filters")} className="mb-4 flex flex-wrap items-end gap-3">
      {search && <div className="min-w-0 flex-1 basis-56 sm:max-w-60">{search}</div>}
      {children && (
        <Button className="sm:hidden" icon={<SlidersHorizontal size={16} />} aria-expanded={isOpen} onPress={() => setOpen(!isOpen)}>
          {t("filters")}
        </Button>
      )}
      <div className={cn("contents", !isOpen && "max-sm:hidden")}>{children}</div>
      {active > 0 && (
        <Button variant="quiet" icon={<X size={16} />} onPress={onClear}>
          {t("clear")}
        </Button>
      )}
    </div>
  );
}
