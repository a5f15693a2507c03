import { Pencil, X } from "lucide-react";
import { useTranslation } from "react-i18next";

import type { SectionOut } from "@/api/generated";
import { cn } from "@/lib/cn";
import { IconButton } from "@/ui";

import type { Moment } from "../../model/moments";
import { clockOf, MomentTime } from "./MomentTime";

export interface MomentListProps {
  moments: readonly Moment[];
  sections: readonly SectionOut[];
  /** Left out where they are only read. */
  onEdit?: (moment: Moment) => void;
  onRemove?: (moment: Moment) => void;
}

/** The moments in the order of the call: when, about which item, and what was said. */
export function MomentList({ moments, sections, onEdit, onRemove }: MomentListProps) {
  const { t } = useTranslation("evaluations");
  const labels = new Map(sections.flatMap((section) => section.criteria).map(({ key, label }) => [key, label]));
  return (
    <ol aria-label={t("moments.title")} className="flex flex-col gap-2.5">
      {moments.map((moment) => (
        <li key={moment.id} className={cn("flex gap-x-2.5 gap-y-1", onEdit ? "flex-wrap items-center" : "items-start")}>
          <MomentTime moment={moment} />
          <div className={cn("min-w-0 text-[0.9375rem]", onEdit ? "order-last basis-full" : "flex-1")}>
            {moment.criterion && <p className="text-sm text-ink-faint">{labels.get(moment.criterion) ?? moment.criterion}</p>}
            <p className="break-words whitespace-pre-line">{moment.comment || (moment.criterion ? "" : t("moments.noComment"))}</p>
          </div>
          {onEdit && <span className="flex-1" />}
          {onEdit && <IconButton label={t("moments.edit", { at: clockOf(moment) })} icon={<Pencil size={14} />} onPress={() => onEdit(moment)} className="size-7" />}
          {onRemove && <IconButton label={t("moments.remove", { at: clockOf(moment) })} icon={<X size={15} />} onPress={() => onRemove(moment)} className="size-7" />}
        </li>
      ))}
    </ol>
  );
}
