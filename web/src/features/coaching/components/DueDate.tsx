import { TriangleAlert } from "lucide-react";
import { useTranslation } from "react-i18next";

/** A due date; one that has passed says so in words. */
export function DueDate({ day, isOverdue }: { day: string; isOverdue: boolean }) {
  const { t } = useTranslation("coaching");
  if (!isOverdue) return <span className="whitespace-nowrap">{day}</span>;
  return (
    <span className="inline-flex flex-wrap items-center gap-x-2">
      <span className="whitespace-nowrap">{day}</span>
      <span className="inline-flex items-center gap-1 text-sm font-medium text-bad">
        <TriangleAlert size={14} aria-hidden />
        {t("overdue")}
      </span>
    </span>
  );
}
