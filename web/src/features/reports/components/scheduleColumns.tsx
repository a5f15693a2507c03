import type { TFunction } from "i18next";
import { CirclePause } from "lucide-react";
import { useTranslation } from "react-i18next";

import type { ScheduleOut } from "@/api/generated";
import { formatDateTime, formatDay } from "@/lib/dates";
import { Badge, type Column } from "@/ui";

import { ScheduleMenu } from "./ScheduleMenu";
import { WEEKDAYS } from "./weekdays";

function rhythmOf(t: TFunction<"reports">, { frequency, weekday, day }: ScheduleOut): string {
  if (frequency === "weekly") return t("schedules.rhythm.weekly", { day: t(`schedules.weekday.${WEEKDAYS[(weekday ?? 1) - 1] ?? "1"}`) });
  return frequency === "monthly" ? t("schedules.rhythm.monthly", { day }) : t("schedules.rhythm.closing");
}

export function useScheduleColumns(): Column<ScheduleOut>[] {
  const { t } = useTranslation("reports");
  return [
    {
      id: "about",
      header: t("schedules.column.about"),
      isPrimary: true,
      cell: (found) => (
        <span className="block min-w-0 text-start">
          <span className="block font-semibold break-words">{found.about}</span>
          <span className="block text-sm font-normal text-ink-faint">{t(`schedules.kind.${found.kind}`)}</span>
        </span>
      ),
    },
    { id: "rhythm", header: t("schedules.column.rhythm"), cell: (found) => rhythmOf(t, found) },
    { id: "recipients", header: t("schedules.column.recipients"), cell: (found) => found.recipients.map(({ name }) => name).join(", ") },
    {
      id: "next",
      header: t("schedules.column.next"),
      cell: (found) =>
        found.next_due_on ? (
          formatDay(found.next_due_on)
        ) : (
          <Badge tone="warn" icon={<CirclePause size={14} aria-hidden />}>
            {t("schedules.paused")}
          </Badge>
        ),
    },
    { id: "last", header: t("schedules.column.last"), cell: (found) => (found.last_sent_at ? formatDateTime(found.last_sent_at) : t("schedules.never")) },
    { id: "actions", header: t("schedules.column.actions"), isAction: true, align: "end", cell: (found) => <ScheduleMenu found={found} /> },
  ];
}
