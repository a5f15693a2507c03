import { useTranslation } from "react-i18next";

import type { TeamAverageOut } from "@/api/generated";
import { formatNumber } from "@/lib/numbers";

/** What an operator may know of the team: an average of enough people, or the reason why there is none. */
export function TeamAverage({ team }: { team: TeamAverageOut }) {
  const { t } = useTranslation("analytics");
  const isTold = team.mean !== null && team.people !== null;
  return <p className="text-sm text-ink-soft">{isTold ? t("own.team.told", { mean: formatNumber(team.mean ?? 0), people: formatNumber(team.people ?? 0) }) : t("own.team.withheld")}</p>;
}
