import type { TFunction } from "i18next";

export const WEEKDAYS = ["1", "2", "3", "4", "5", "6", "7"] as const;

export function weekdayOptions(t: TFunction<"reports">): { id: string; label: string }[] {
  return WEEKDAYS.map((id) => ({ id, label: t(`schedules.weekday.${id}`) }));
}
