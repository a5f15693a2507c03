const SHOWN = 6;

/** The names (2026-11) of the latest reporting months, the one that `day` (2026-11-25) lies in first. */
export function recentMonths(day: string, closingDay: number | null): string[] {
  const [year = 0, month = 1, date = 1] = day.split("-").map(Number);
  const present = year * 12 + month - 1 + (closingDay !== null && date > closingDay ? 1 : 0);
  return Array.from({ length: SHOWN }, (_, back) => {
    const at = present - back;
    return `${Math.floor(at / 12)}-${String((at % 12) + 1).padStart(2, "0")}`;
  });
}

/** "novembro de 2026", "November 2026". */
export function monthName(month: string, locale: string): string {
  return new Intl.DateTimeFormat(locale, { month: "long", year: "numeric", timeZone: "UTC" }).format(new Date(`${month}-01T00:00:00Z`));
}
