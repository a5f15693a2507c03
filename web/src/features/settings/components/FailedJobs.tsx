import { RotateCw } from "lucide-react";
import { useTranslation } from "react-i18next";

import { problemText, toProblem } from "@/api/problem";
import { formatDateTime } from "@/lib/dates";
import { can } from "@/parts/can";
import { Button, Card, toast } from "@/ui";

import { type Health, useRetryJob } from "../system";

type Failed = Health["failed_jobs"][number];

/** What failed for good lately, and the way to try it once more. */
export function FailedJobs({ jobs }: { jobs: Failed[] }) {
  const { t } = useTranslation("system");
  return (
    <Card title={t("failed.title")} isFlush>
      {jobs.length === 0 ? (
        <p className="px-5 pt-1 pb-5 text-ink-soft">{t("failed.none")}</p>
      ) : (
        <>
          <p className="px-5 pt-1 pb-3 text-[0.9375rem] text-ink-soft">{t("failed.hint")}</p>
          <ul className="divide-y divide-line border-t border-line">
            {jobs.map((job) => (
              <FailedJob key={job.id} job={job} />
            ))}
          </ul>
        </>
      )}
    </Card>
  );
}

function FailedJob({ job }: { job: Failed }) {
  const { t } = useTranslation("system");
  const retry = useRetryJob();
  const run = (): void =>
    retry.mutate(job.id, {
      onSuccess: () => toast.done(t("failed.retried")),
      onError: (error) => toast.failed(problemText(toProblem(error))),
    });
  return (
    <li className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2 px-5 py-3">
      <div className="min-w-0">
        <p className="font-medium">{job.title}</p>
        <p className="text-sm text-ink-soft">
          {t("failed.number", { id: job.id })}. {t("failed.when", { when: formatDateTime(job.failed_at), count: job.attempts })}
        </p>
      </div>
      {can(job, "retry-job") && (
        <Button size="sm" icon={<RotateCw size={15} />} isPending={retry.isPending} aria-label={t("failed.retryName", { id: job.id })} onPress={run}>
          {t("failed.retry")}
        </Button>
      )}
    </li>
  );
}
