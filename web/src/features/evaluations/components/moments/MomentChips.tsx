import { useTranslation } from "react-i18next";

import type { Moment } from "../../model/moments";
import { MomentTime } from "./MomentTime";

/** The seconds that one item's answer points at; nothing when it points at none. */
export function MomentChips({ moments, criterion }: { moments: readonly Moment[]; criterion: string }) {
  const { t } = useTranslation("evaluations");
  if (moments.length === 0) return null;
  return (
    <ul aria-label={t("moments.of", { criterion })} className="mt-2.5 flex flex-wrap gap-2">
      {moments.map((moment) => (
        <li key={moment.id}>
          <MomentTime moment={moment} />
        </li>
      ))}
    </ul>
  );
}
