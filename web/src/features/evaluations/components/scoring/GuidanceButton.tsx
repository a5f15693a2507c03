import type { ReactNode } from "react";
import { Dialog, DialogTrigger } from "react-aria-components/Dialog";
import { Popover } from "react-aria-components/Popover";
import { useTranslation } from "react-i18next";

import type { CriterionOut } from "@/api/generated";
import { formatNumber } from "@/lib/numbers";

import { ToolButton } from "./ToolButton";

export interface GuidanceButtonProps {
  criterion: CriterionOut;
  isOpen: boolean;
  onOpenChange: (open: boolean) => void;
  hasKeys: boolean;
  icon: ReactNode;
}

/** What to look for, and what each anchored answer means. */
export function GuidanceButton({ criterion, isOpen, onOpenChange, hasKeys, icon }: GuidanceButtonProps) {
  const { t } = useTranslation("evaluations");
  const anchored = criterion.options.filter((option) => option.anchor);
  return (
    <DialogTrigger isOpen={isOpen} onOpenChange={onOpenChange}>
      <ToolButton icon={icon} letter="G" hasKeys={hasKeys}>
        {t("scoring.guidance")}
      </ToolButton>
      <Popover placement="bottom end" className="appear max-w-[min(26rem,calc(100vw-2rem))] rounded-md border border-line bg-surface shadow-pop">
        <Dialog aria-label={t("scoring.guidanceOf", { criterion: criterion.label })} className="p-4 text-[0.9375rem] outline-none">
          <p className="font-semibold">{criterion.label}</p>
          <p className="mt-1 whitespace-pre-line text-ink-soft">{criterion.guidance}</p>
          {anchored.length > 0 && (
            <dl className="mt-3 flex flex-col gap-2">
              {anchored.map((option) => (
                <div key={option.key}>
                  <dt className="text-sm font-medium">{option.value === null ? option.label : `${formatNumber(option.value)} · ${option.label}`}</dt>
                  <dd className="text-sm text-ink-soft">{option.anchor}</dd>
                </div>
              ))}
            </dl>
          )}
        </Dialog>
      </Popover>
    </DialogTrigger>
  );
}
