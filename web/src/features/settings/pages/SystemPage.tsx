import { RotateCw } from "lucide-react";
import { useTranslation } from "react-i18next";

import { formatTime } from "@/lib/dates";
import { QueryView } from "@/parts/QueryView";
import { Button, Card, PageHeader } from "@/ui";

import { FailedJobs } from "../components/FailedJobs";
import { FindingList } from "../components/FindingList";
import { StatePill } from "../components/StatePill";
import { useSystemHealth } from "../system";

export default function SystemPage() {
  const { t } = useTranslation("system");
  const query = useSystemHealth();
  return (
    <div className="max-w-4xl">
      <PageHeader
        title={t("title")}
        lead={t("lead")}
        back={{ to: "/settings", label: t("back") }}
        marks={query.data && <StatePill state={query.data.state}>{t(`state.${query.data.state}`)}</StatePill>}
        actions={
          <Button icon={<RotateCw size={16} />} isPending={query.isFetching} onPress={() => void query.refetch()}>
            {t("again")}
          </Button>
        }
      />
      <QueryView query={query}>
        {(health) => (
          <div className="flex flex-col gap-5">
            <Card isFlush>
              <FindingList findings={health.findings} />
            </Card>
            <FailedJobs jobs={health.failed_jobs} />
            <p className="text-sm text-ink-faint">{t("looked", { time: formatTime(health.looked_at) })}</p>
          </div>
        )}
      </QueryView>
    </div>
  );
}
