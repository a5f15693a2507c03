import { Square } from "lucide-react";
import { useTranslation } from "react-i18next";

import type { ImportOut } from "@/api/generated";
import { formatNumber } from "@/lib/numbers";
import { can } from "@/parts/can";
import { Button, Card, Notice, ProgressBar } from "@/ui";

import { refusalText } from "../model/refusal";
import { percentOf, timeLeft } from "../model/steps";
import { useMoveImport } from "../queries";

function useFigures(found: ImportOut): string {
  const { t } = useTranslation("imports");
  const { rows, total, rate, seconds_left } = found.progress;
  const left = found.status === "undoing" ? undefined : timeLeft(seconds_left);
  const done = formatNumber(rows);
  return [
    total ? t("run.rows", { rows: done, total: formatNumber(total) }) : t("run.rowsOnly", { rows: done }),
    rate ? t("run.rate", { rate: formatNumber(rate) }) : "",
    left ? (left.unit === "moment" ? t("run.left.moment") : t(`run.left.${left.unit}`, { count: left.count })) : "",
  ]
    .filter(Boolean)
    .join(" · ");
}

/** A job at work: how far it is, how fast, how long it still takes, and a way to stop it. */
export function RunCard({ found }: { found: ImportOut }) {
  const { t } = useTranslation("imports");
  const move = useMoveImport(found.id);
  const figures = useFigures(found);
  const title = found.status === "checking" || found.status === "committing" || found.status === "undoing" ? t(`run.${found.status}`) : "";
  const isAsked = move.isSuccess;
  return (
    <Card title={title}>
      <ProgressBar label={t("run.progress")} hideLabel value={found.status === "undoing" ? undefined : percentOf(found.progress)} />
      <p className="mt-2 text-ink-soft" aria-live="off">
        {figures}
      </p>
      {found.is_stalled ? (
        <Notice tone="warn" className="mt-4">
          {t("run.stalled")}
        </Notice>
      ) : (
        <p className="mt-1 text-sm text-ink-faint">{t("run.leave")}</p>
      )}
      {move.error && (
        <Notice tone="bad" className="mt-4">
          {refusalText(move.error)}
        </Notice>
      )}
      {can(found, "cancel") && (
        <div className="mt-4 flex flex-wrap items-center gap-3">
          <Button icon={<Square size={15} />} isPending={move.isPending} isDisabled={isAsked} onPress={() => move.mutate("cancel")}>
            {t("run.cancel")}
          </Button>
          {isAsked && (
            <span role="status" className="text-sm text-ink-soft">
              {t("run.asked")}
            </span>
          )}
        </div>
      )}
    </Card>
  );
}
