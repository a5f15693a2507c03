import { useEffect } from "react";
import { useTranslation } from "react-i18next";

import { formatDayMonth } from "@/lib/dates";
import { getLocale } from "@/lib/locale";
import { Select } from "@/ui";

import { useReportingMonths } from "../../feedback-queries";

function monthName(month: string): string {
  return new Intl.DateTimeFormat(getLocale(), { timeZone: "UTC", month: "long", year: "numeric" }).format(new Date(`${month}-01T00:00:00Z`));
}

/** The reporting months of the installation, which may close before the calendar's; the present one to begin with. */
export function MonthSelect({ value, onChange }: { value: string; onChange: (month: string) => void }) {
  const { t } = useTranslation("charts");
  const months = useReportingMonths().data ?? [];
  const newest = months[0]?.month;
  useEffect(() => {
    if (!value && newest) onChange(newest);
  }, [value, newest, onChange]);
  return (
    <Select
      label={t("filters.month")}
      hideLabel
      className="w-80 max-w-full max-sm:w-full"
      value={value}
      onChange={onChange}
      options={months.map(({ month, from, to }) => ({ id: month, label: t("filters.monthSpan", { month: monthName(month), from: formatDayMonth(from), to: formatDayMonth(to) }) }))}
    />
  );
}
