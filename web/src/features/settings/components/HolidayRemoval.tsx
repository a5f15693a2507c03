import { Trash2 } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import type { HolidayOut } from "@/api/generated";
import { problemText, toProblem } from "@/api/problem";
import { can } from "@/parts/can";
import { Confirm, IconButton, toast } from "@/ui";

import { useRemoveHoliday } from "../queries";

/** Takes a holiday out of the calendar, once it was confirmed. */
export function HolidayRemoval({ holiday }: { holiday: HolidayOut }) {
  const { t } = useTranslation("calendar");
  const [isAsking, setAsking] = useState(false);
  const remove = useRemoveHoliday();
  const { on, name } = holiday;
  if (!can(holiday, "update")) return null;
  const onRemoved = (): void => {
    setAsking(false);
    toast.done(t("holidays.removed"));
  };
  return (
    <>
      <IconButton label={t("holidays.remove", { name })} icon={<Trash2 size={16} />} onPress={() => setAsking(true)} />
      <Confirm
        title={t("holidays.removeTitle", { name })}
        text={t("holidays.removeText")}
        confirmLabel={t("holidays.removeDo")}
        isOpen={isAsking}
        isDangerous
        isPending={remove.isPending}
        error={remove.error ? problemText(toProblem(remove.error)) : undefined}
        onConfirm={() => remove.mutate(on, { onSuccess: onRemoved })}
        onClose={() => setAsking(false)}
      />
    </>
  );
}
