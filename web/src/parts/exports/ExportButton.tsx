import { useQueryClient } from "@tanstack/react-query";
import { Download, FileSpreadsheet, FileText, Hourglass } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { problemText, toProblem } from "@/api/problem";
import { Button, Menu, type MenuEntry, toast } from "@/ui";

import { askForList, type ExportFormat, type Filters, type ListName, takeList } from "./take";

export interface ExportMenuProps {
  list: ListName;
  /** The query that the list is asked for with. */
  query: Filters;
  /** A second list with the same filters, one row a part of each row: offered beside. */
  parts?: ListName;
}

const NOW = [
  ["xlsx", FileSpreadsheet],
  ["csv", FileText],
  ["csv-intl", FileText],
] as const;

/** Runs one export at a time, and says what became of it. */
function useExport(query: Filters) {
  const { t } = useTranslation("exports");
  const client = useQueryClient();
  const [isRunning, setRunning] = useState(false);
  const later = async (list: ListName, format: ExportFormat): Promise<void> => {
    await askForList(list, format, query);
    await client.invalidateQueries({ queryKey: ["exports"] });
    toast.done(t("menu.asked"));
  };
  const now = async (list: ListName, format: ExportFormat): Promise<void> => {
    try {
      await takeList(list, format, query);
    } catch (error) {
      if (toProblem(error).slug !== "export-too-large") throw error;
      await later(list, format);
    }
  };
  const run = (way: "now" | "later", list: ListName, format: ExportFormat): void => {
    setRunning(true);
    void (way === "now" ? now : later)(list, format)
      .catch((error: unknown) => toast.failed(problemText(toProblem(error))))
      .finally(() => setRunning(false));
  };
  return { run, isRunning };
}

export default function ExportButton({ list, query, parts }: ExportMenuProps) {
  const { t } = useTranslation("exports");
  const { run, isRunning } = useExport(query);
  const entries: MenuEntry[] = [
    ...NOW.map(([format, Icon]) => ({ id: format, label: t(`format.${format}`), icon: <Icon size={16} aria-hidden />, onAction: () => run("now", list, format) })),
    ...(parts
      ? (["xlsx", "csv"] as const).map((format) => ({
          id: `parts-${format}`,
          label: t("menu.parts", { format: t(`format.${format}`) }),
          icon: <FileSpreadsheet size={16} aria-hidden />,
          onAction: () => run("now", parts, format),
        }))
      : []),
    ...(["xlsx", "csv"] as const).map((format) => ({
      id: `later-${format}`,
      label: t("menu.later", { format: t(`format.${format}`) }),
      icon: <Hourglass size={16} aria-hidden />,
      onAction: () => run("later", list, format),
    })),
    { id: "mine", label: t("menu.mine"), icon: <Download size={16} aria-hidden />, href: "/exports" },
  ];
  return (
    <Menu
      entries={entries}
      trigger={
        <Button icon={<Download size={17} />} isPending={isRunning}>
          {t("menu.button")}
        </Button>
      }
    />
  );
}
