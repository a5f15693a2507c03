import { useQueryClient } from "@tanstack/react-query";
import { Download, FileArchive, FileSpreadsheet, FileText, Hourglass } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";

import { problemText, toProblem } from "@/api/problem";
import { Button, Menu, type MenuEntry, toast } from "@/ui";

import { askForList, askForSheets, type ExportFormat, type Filters, type ListName, takeList } from "./take";

export interface ExportMenuProps {
  list: ListName;
  /** The query that the list is asked for with. */
  query: Filters;
  /** A second list with the same filters, one row a part of each row: offered beside. */
  parts?: ListName;
  /** Whether rows of it may be printed, as the server tells: as one ZIP of sheets. */
  hasSheets?: boolean;
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
  const navigate = useNavigate();
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
  const sheets = (): void => {
    setRunning(true);
    void askForSheets(query)
      .then(() => client.invalidateQueries({ queryKey: ["exports"] }))
      .then(() => navigate("/exports"))
      .catch((error: unknown) => toast.failed(problemText(toProblem(error))))
      .finally(() => setRunning(false));
  };
  return { run, sheets, isRunning };
}

export default function ExportButton({ list, query, parts, hasSheets = false }: ExportMenuProps) {
  const { t } = useTranslation("exports");
  const { run, sheets, isRunning } = useExport(query);
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
    ...(hasSheets ? [{ id: "sheets", label: t("menu.sheets"), icon: <FileArchive size={16} aria-hidden />, onAction: sheets }] : []),
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
