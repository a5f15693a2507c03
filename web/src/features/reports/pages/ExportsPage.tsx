import { useTranslation } from "react-i18next";

import { useListState } from "@/lib/url-state";
import { ListView } from "@/parts/ListView";
import { PageHeader } from "@/ui";

import { useExportColumns } from "../components/columns";
import { useExports } from "../queries";

const FILTERS = [] as const;

export default function ExportsPage() {
  const { t } = useTranslation("exports");
  const state = useListState(FILTERS);
  const query = useExports(state.cursor);
  return (
    <>
      <PageHeader title={t("title")} lead={t("lead")} />
      <ListView
        query={query}
        state={state}
        caption={t("title")}
        columns={useExportColumns()}
        rowKey={(found) => found.id}
        nothing={{ title: t("empty.title"), hint: t("empty.hint") }}
      />
    </>
  );
}
