import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";

import { listHolidays } from "@/api/generated";
import { formatDayMonth, formatWeekday, today } from "@/lib/dates";

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
  /** `sexta, 27/11` */
  day: string;
  /** `5 dias úteis`, `hoje`, or by how many it is late; "" where there is nothing to count. */
  rest: string;
  isLate: boolean;
}

/** Deadlines in words. */
export function useDeadlineWords(): (instant: string) => SpokenDeadline {
  const { t } = useTranslation("feedback");
  const holidays = useHolidays();
  return (instant) => {
    const { day, isToday, isLate, workingDays: count } = deadlineOf(instant, holidays);
    const blanks = { weekday: formatWeekday(day), day: formatDayMonth(day) };
    const isDue = isToday && !isLate;
    const rest = count === 0 ? "" : isLate ? t("deadline.late", { count }) : t("deadline.left", { count });
    const words = isLate ? t("deadline.passed", blanks) : isDue ? t("deadline.today", blanks) : t("deadline.until", blanks);
    return { words: rest ? `${words} (${rest})` : words, day: `${blanks.weekday}, ${blanks.day}`, rest: isDue ? t("deadline.now") : rest, isLate };
  };
}
