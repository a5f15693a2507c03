import { useTranslation } from "react-i18next";

import { formatNumber } from "@/lib/numbers";
import { Notice } from "@/ui";

import type { Evaluation } from "../queries";

/** What the file that the evaluation comes from said of its score, beside ours; a difference is said. */
export function ImportedTotal({ evaluation: { imported_total, imported_total_differs } }: { evaluation: Evaluation }) {
  const { t } = useTranslation("evaluations");
  if (imported_total === null) return null;
  const said = t("score.imported", { score: formatNumber(imported_total, Number.isInteger(imported_total) ? 0 : 2) });
  if (!imported_total_differs) return <p className="mt-3 text-sm text-ink-soft">{said}</p>;
  return (
    <Notice tone="warn" className="mt-3">
      <p className="font-medium">{said}</p>
      <p>{t("score.importedDiffers")}</p>
    </Notice>
  );
}
