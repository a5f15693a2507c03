import { useTranslation } from "react-i18next";

import type { Health } from "../system";
import { StatePill } from "./StatePill";

/** Each matter as a sentence; under it what to do next, where there is something to do. */
export function FindingList({ findings }: { findings: Health["findings"] }) {
  const { t } = useTranslation("system");
  return (
    <ul aria-label={t("findings")} className="divide-y divide-line">
      {findings.map((finding) => (
        <li key={finding.matter} className="grid gap-x-6 gap-y-1.5 px-5 py-3.5 sm:grid-cols-[13rem_1fr]">
          <div className="flex items-center justify-between gap-3 sm:flex-col sm:items-start sm:justify-start sm:gap-1.5">
            <h2 className="text-[0.9375rem] font-semibold">{finding.title}</h2>
            <StatePill state={finding.state}>{t(`word.${finding.state}`)}</StatePill>
          </div>
          <div className="min-w-0">
            <p>{finding.text}</p>
            {finding.remedy && (
              <p className="mt-1 text-[0.9375rem] text-ink-soft">
                <span className="font-medium">{t("next")}:</span> {finding.remedy}
              </p>
            )}
          </div>
        </li>
      ))}
    </ul>
  );
}
