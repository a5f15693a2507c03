import { CalendarPlus, Plus } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useSearchParams } from "react-router";

import type { HolidayOut } from "@/api/generated";
import { problemText, toProblem } from "@/api/problem";
import { formatDay, formatWeekday, today } from "@/lib/dates";
import { can } from "@/parts/can";
import { ExportMenu } from "@/parts/ExportMenu";
import { useInstallation } from "@/parts/installation";
import { QueryView } from "@/parts/QueryView";
import { Badge, Button, Card, type Column, DataTable, EmptyState, PageHeader, Select, toast } from "@/ui";

import { HolidayDialog } from "../components/HolidayDialog";
import { HolidayRemoval } from "../components/HolidayRemoval";
import { useHolidays, useInstallHolidays } from "../queries";

const YEAR = "year";

/** The years to choose from: the last one and the five to come, and the one that is looked at. */
function yearsAround(present: number, shown: number): number[] {
  const years = Array.from({ length: 7 }, (_, index) => present - 1 + index);
  return [...new Set([...years, shown])].sort((one, other) => one - other);
}

export default function HolidaysPage() {
  const { t } = useTranslation("calendar");
  const [params, setParams] = useSearchParams();
  const [isAdding, setAdding] = useState(false);
  const present = Number(today().slice(0, 4));
  const asked = Number(params.get(YEAR));
  const year = Number.isInteger(asked) && asked >= 1900 && asked <= 2200 ? asked : present;
  const mayEdit = can(useInstallation().data, "update");
  const show = (next: string): void => setParams(next === String(present) ? {} : { [YEAR]: next }, { replace: true });
  const close = (saved?: string): void => {
    setAdding(false);
    if (saved) show(String(Number(saved.slice(0, 4))));
  };
  return (
    <div className="max-w-3xl">
      <PageHeader
        title={t("holidays.title")}
        lead={t("holidays.lead")}
        back={{ to: "/settings", label: t("holidays.back") }}
        actions={
          <>
            <ExportMenu list="holidays" query={{ year }} />
            {mayEdit && (
              <Button variant="primary" icon={<Plus size={17} />} onPress={() => setAdding(true)}>
                {t("holidays.new")}
              </Button>
            )}
          </>
        }
      />
      <div className="mb-4 flex flex-wrap items-end justify-between gap-3">
        <Select label={t("holidays.year")} className="w-32" options={yearsAround(present, year).map((one) => ({ id: String(one), label: String(one) }))} value={String(year)} onChange={show} />
        {mayEdit && <Install year={year} />}
      </div>
      <Card isFlush className="overflow-hidden">
        <Table year={year} />
      </Card>
      {isAdding && <HolidayDialog year={year} onClose={close} />}
    </div>
  );
}

function Install({ year }: { year: number }) {
  const { t } = useTranslation("calendar");
  const install = useInstallHolidays();
  const press = (): void =>
    install.mutate(year, {
      onSuccess: () => toast.done(t("holidays.installed", { year })),
      onError: (error) => toast.failed(problemText(toProblem(error))),
    });
  return (
    <Button icon={<CalendarPlus size={16} />} isPending={install.isPending} onPress={press}>
      {t("holidays.install", { year })}
    </Button>
  );
}

function Table({ year }: { year: number }) {
  const { t } = useTranslation(["calendar", "ui"]);
  const columns: Column<HolidayOut>[] = [
    { id: "name", header: t("calendar:holidays.name"), isPrimary: true, cell: ({ name }) => <span className="font-semibold">{name}</span> },
    { id: "day", header: t("calendar:holidays.day"), cell: ({ on }) => <span className="whitespace-nowrap">{`${formatDay(on)}, ${formatWeekday(on)}`}</span> },
    { id: "kind", header: t("calendar:holidays.kind"), cell: ({ optional }) => <Badge tone={optional ? "neutral" : "primary"}>{optional ? t("calendar:holidays.optional") : t("calendar:holidays.holiday")}</Badge> },
    { id: "actions", header: t("ui:actions"), isAction: true, cell: (holiday) => <HolidayRemoval holiday={holiday} /> },
  ];
  return (
    <QueryView query={useHolidays(year)}>
      {(holidays) =>
        holidays.length === 0 ? (
          <EmptyState kind="nothing" title={t("calendar:holidays.empty", { year })} hint={t("calendar:holidays.emptyHint")} />
        ) : (
          <DataTable caption={t("calendar:holidays.table", { year })} columns={columns} rows={holidays} rowKey={({ on }) => on} />
        )
      }
    </QueryView>
  );
}
