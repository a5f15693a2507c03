import { CircleCheck, Hourglass, Pencil } from "lucide-react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";

import type { ContestBriefOut } from "@/api/generated";
import { formatDate } from "@/lib/dates";
import { QueryView } from "@/parts/QueryView";
import { Badge, Card } from "@/ui";

import { useContests } from "../queries";

const LOOKS = {
  open: { tone: "accent", icon: Hourglass },
  upheld: { tone: "neutral", icon: CircleCheck },
  changed: { tone: "info", icon: Pencil },
} as const;

/** What the operator contested, and how it ended. */
export function OwnContests() {
  const { t } = useTranslation("home");
  return (
    <Card title={t("contests.title")}>
      <QueryView query={useContests()}>
        {(contests) =>
          contests.length === 0 ? (
            <p className="text-ink-soft">
              {t("contests.none")} {t("contests.noneHint")}
            </p>
          ) : (
            <ul className="flex flex-col gap-3">
              {contests.map((contest) => (
                <Contest key={contest.id} contest={contest} />
              ))}
            </ul>
          )
        }
      </QueryView>
    </Card>
  );
}

function Contest({ contest }: { contest: ContestBriefOut }) {
  const { t } = useTranslation("home");
  const { tone, icon: Icon } = LOOKS[contest.status];
  return (
    <li className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1">
      <span className="min-w-0">
        <Link to={`/evaluations/${contest.evaluation_id}`} className="rounded-sm font-medium text-primary underline underline-offset-4">
          {contest.protocol}
        </Link>
        <span className="ml-2 text-sm text-ink-soft">
          {`${t("contests.items", { count: contest.items })} · ${
            contest.decided_at ? t("contests.decided", { date: formatDate(contest.decided_at) }) : t("contests.openBy", { date: formatDate(contest.decide_by) })
          }`}
        </span>
      </span>
      <Badge tone={tone} icon={<Icon size={14} aria-hidden />}>
        {t(`contests.${contest.status}`)}
      </Badge>
    </li>
  );
}
