import { Plus } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { useListState } from "@/lib/url-state";
import { ListView } from "@/parts/ListView";
import { Button, PageHeader } from "@/ui";

import { useScheduleColumns } from "../components/scheduleColumns";
import { ScheduleDialog } from "../components/ScheduleDialog";
import { useSchedules } from "../schedules";

const FILTERS = [] as const;

export default function SchedulesPage() {
  const { t } = useTranslation("reports");
  const state = useListState(FILTERS);
  const query = useSchedules(state.cursor);
  const [isMaking, setMaking] = useState(false);
  const create = (
    <Button variant="primary" icon={<Plus size={17} />} onPress={() => setMaking(true)}>
      {t("schedules.new")}
    </Button>
  );
  return (
    <>
      <PageHeader title={t("schedules.title")} lead={t("schedules.lead")} back={{ to: "/exports", label: t("schedules.back") }} actions={create} />
      <ListView
        query={query}
        state={state}
        caption={t("schedules.table")}
        columns={useScheduleColumns()}
        rowKey={(found) => found.id}
        nothing={{ title: t("schedules.empty"), hint: t("schedules.emptyHint"), action: create }}
      />
      {isMaking && <ScheduleDialog onClose={() => setMaking(false)} />}
    </>
  );
}
