import { FileDown } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { problemText, toProblem } from "@/api/problem";
import { today } from "@/lib/dates";
import { getLocale } from "@/lib/locale";
import { takeFile } from "@/parts/exports/take";
import { useInstallation } from "@/parts/installation";
import { Button, Menu, toast } from "@/ui";

import { monthName, recentMonths } from "./months";

export interface PdfButtonProps {
  /** Where the pages come from. */
  address: string;
  /** An evaluation's sheet, a blank one, or a month that is chosen from the latest. */
  kind: "sheet" | "blank" | "month";
}

function usePdf(address: string) {
  const [isRunning, setRunning] = useState(false);
  const take = (params: Record<string, string> = {}): void => {
    setRunning(true);
    takeFile(address, { ...params, lang: getLocale() }, "monitoria.pdf")
      .catch((error: unknown) => toast.failed(problemText(toProblem(error))))
      .finally(() => setRunning(false));
  };
  return { take, isRunning };
}

export default function PdfButton({ address, kind }: PdfButtonProps) {
  const { t } = useTranslation("reports");
  const { take, isRunning } = usePdf(address);
  const icon = <FileDown size={16} />;
  if (kind !== "month") {
    return (
      <Button icon={icon} isPending={isRunning} onPress={() => take()}>
        {t(kind)}
      </Button>
    );
  }
  return <MonthMenu isRunning={isRunning} onTake={(month) => take({ month })} />;
}

function MonthMenu({ isRunning, onTake }: { isRunning: boolean; onTake: (month: string) => void }) {
  const { t } = useTranslation("reports");
  const closingDay = useInstallation().data?.closing_day ?? null;
  const entries = recentMonths(today(), closingDay).map((month) => ({
    id: month,
    label: t("month.of", { month: monthName(month, getLocale()) }),
    onAction: () => onTake(month),
  }));
  const trigger = (
    <Button icon={<FileDown size={16} />} isPending={isRunning}>
      {t("month.button")}
    </Button>
  );
  return <Menu trigger={trigger} entries={entries} />;
}
