import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";

import { listHolidays } from "@/api/generated";
import { formatDayMonth, formatWeekday, today } from "@/lib/dates";

import "../texts";
import { deadlineOf } from "./deadline";

const NONE: ReadonlySet<string> = new Set();

/** The holidays that the deadlines of now can fall among; none while they are not known. */
function useHolidays(): ReadonlySet<string> {
  const year = Number(today().slice(0, 4));
  const near = [year - 1, year, year + 1];
  const { data } = useQuery({
    queryKey: ["holidays", "near", year],
    queryFn: async () => {
      const pages = await Promise.all(near.map((one) => listHolidays({ query: { year: one } })));
      return new Set(pages.flatMap((page) => page.data.items.map(({ on }) => on)));
    },
    staleTime: 60 * 60_000,
  });
  return data ?? NONE;
}

export interface SpokenDeadline {
  /** `até sexta, 27/11 (5 dias úteis)`, or that it has passed. */
  words: string;
  isLate: boolean;
}

/** Deadlines in words. */
export function useDeadlineWords(): (instant: string) => SpokenDeadline {
  const { t } = useTranslation("feedback");
  const holidays = useHolidays();
  return (instant) => {
    const { day, isToday, isLate, workingDays: count } = deadlineOf(instant, holidays);
    const blanks = { weekday: formatWeekday(day), day: formatDayMonth(day) };
    if (isToday && !isLate) return { words: t("deadline.today", blanks), isLate };
    const words = isLate ? t("deadline.passed", blanks) : t("deadline.until", blanks);
    const rest = count > 0 ? ` (${isLate ? t("deadline.late", { count }) : t("deadline.left", { count })})` : "";
    return { words: words + rest, isLate };
  };
}
