import { useTranslation } from "react-i18next";

import { formatNumber } from "@/lib/numbers";
import { QueryView } from "@/parts/QueryView";
import { Card, Fact, Facts } from "@/ui";

import { useDue } from "../queries";
import { HoldsCard } from "./HoldsCard";
import { PoliciesCard } from "./PoliciesCard";

const MEGABYTE = 1_000_000;

export function RetentionTab() {
  const { t } = useTranslation("privacy");
  return (
    <div className="flex flex-col gap-5">
      <PoliciesCard />
      <Card title={t("due.title")}>
        <p className="mb-4 text-sm text-ink-soft">{t("due.hint")}</p>
        <QueryView query={useDue()}>
          {(due) => (
            <Facts className="sm:grid-cols-3 lg:grid-cols-5">
              <Fact name={t("due.recordings")}>{formatNumber(due.recordings)}</Fact>
              <Fact name={t("due.bytes")}>{t("due.megabytes", { size: formatNumber(due.recording_bytes / MEGABYTE, 1) })}</Fact>
              <Fact name={t("due.records")}>{formatNumber(due.records)}</Fact>
              <Fact name={t("due.held")}>{formatNumber(due.held)}</Fact>
              <Fact name={t("due.contested")}>{formatNumber(due.contested)}</Fact>
            </Facts>
          )}
        </QueryView>
      </Card>
      <HoldsCard />
    </div>
  );
}
