import { Download } from "lucide-react";
import { useTranslation } from "react-i18next";

import type { ImportOut } from "@/api/generated";
import { buttonClass } from "@/ui";

import { countOf } from "../model/reading";

/** The rows that were kept out as a file, each with its reason; nothing when there are none. */
export function RejectedLink({ found }: { found: ImportOut }) {
  const { t } = useTranslation("imports");
  if (countOf(found, "rejected") === 0) return null;
  return (
    <a href={`/api/imports/${found.id}/rejected`} download className={buttonClass()}>
      <Download size={16} aria-hidden />
      {t("review.download")}
    </a>
  );
}
