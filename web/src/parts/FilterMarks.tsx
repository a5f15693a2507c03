import { X } from "lucide-react";
import { useTranslation } from "react-i18next";

import { Button } from "@/ui";

export interface FilterMark {
  key: string;
  /** What the list is narrowed to. */
  words: string;
  onRemove: () => void;
}

/** Filters that no field shows, such as those of a link from a chart, each with its way out. */
export function FilterMarks({ label, marks }: { label: string; marks: readonly FilterMark[] }) {
  const { t } = useTranslation("ui");
  if (marks.length === 0) return null;
  return (
    <ul aria-label={label} className="mb-4 flex flex-wrap items-center gap-2">
      {marks.map(({ key, words, onRemove }) => (
        <li key={key}>
          <Button size="sm" variant="quiet" aria-label={t("remove", { name: words })} className="rounded-full bg-primary-soft text-primary" onPress={onRemove}>
            {words}
            <X size={14} aria-hidden />
          </Button>
        </li>
      ))}
    </ul>
  );
}
