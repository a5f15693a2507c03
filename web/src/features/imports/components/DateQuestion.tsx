import { useTranslation } from "react-i18next";

import type { DateOrder } from "@/api/generated";
import { can } from "@/parts/can";
import { Card, Notice, RadioGroup } from "@/ui";

import { spokenDay } from "../model/reading";
import type { StepProps } from "./shared";

const ORDERS: readonly DateOrder[] = ["dmy", "mdy"];

/** Day or month first: always shown by an example of the file, and asked where the file does not prove it. */
export function DateQuestion({ found, update, error }: StepProps & { error: string | undefined }) {
  const { t } = useTranslation("imports");
  const { dates, options } = found;
  if (!dates.example) return null;
  const isOpen = options.date_order === null;
  const reading = (order: DateOrder): string => {
    const day = dates.readings[order];
    return day ? t("dates.reading", { day: spokenDay(day) }) : t("dates.impossible");
  };
  return (
    <Card title={t("dates.title")}>
      {(isOpen || !dates.is_proven) && (
        <Notice tone={isOpen ? "warn" : "info"} className="mb-4">
          {isOpen ? t("dates.ask") : t("dates.unproven")}
        </Notice>
      )}
      <RadioGroup
        label={t("dates.label", { example: dates.example })}
        value={options.date_order ?? ""}
        onChange={(order) => update.mutate({ options: { date_order: order as DateOrder } })}
        options={ORDERS.map((id) => ({ id, label: t(`dates.${id}`), hint: reading(id) }))}
        isDisabled={!can(found, "update")}
        isRequired={isOpen}
        error={isOpen ? error : undefined}
      />
    </Card>
  );
}
