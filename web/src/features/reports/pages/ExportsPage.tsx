import { useTranslation } from "react-i18next";

import { useListState } from "@/lib/url-state";
import { ListView } from "@/parts/ListView";
import { useHasRole } from "@/parts/session";
import { ButtonLink, PageHeader } from "@/ui";

import { useExportColumns } from "../components/columns";
import { useExports } from "../queries";

const FILTERS = [] as const;

export default function ExportsPage() {
  const { t } = useTranslation(["exports", "reports"]);
  const isLeader = useHasRole("admin", "supervisor");
  const state = useListState(FILTERS);
  const query = useExports(state.cursor);
  return (
    <>
      <PageHeader title={t("exports:title")} lead={t("exports:lead")} actions={isLeader && <ButtonLink to="/reports/schedules">{t("reports:schedules.toSchedules")}</ButtonLink>} />
      <ListView
        query={query}
        state={state}
        caption={t("exports:title")}
        columns={useExportColumns()}
        rowKey={(found) => found.id}
        nothing={{ title: t("exports:empty.title"), hint: t("exports:empty.hint") }}
      />
    </>
  );
}
