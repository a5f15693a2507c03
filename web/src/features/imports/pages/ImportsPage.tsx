import { useTranslation } from "react-i18next";

import { useListState } from "@/lib/url-state";
import { ExportMenu } from "@/parts/ExportMenu";
import { ListView } from "@/parts/ListView";
import { useHasRole } from "@/parts/session";
import { PageHeader } from "@/ui";

import { useImportColumns } from "../components/columns";
import { PresetList } from "../components/PresetList";
import { UploadCard } from "../components/UploadCard";
import { useImportList } from "../queries";

const FILTERS = [] as const;

export default function ImportsPage() {
  const { t } = useTranslation("imports");
  const state = useListState(FILTERS);
  const query = useImportList(state.cursor ? { cursor: state.cursor } : {});
  const mayBring = useHasRole("admin", "supervisor");
  return (
    <>
      <PageHeader title={t("title")} lead={t("lead")} actions={<ExportMenu list="imports" query={{}} />} />
      {mayBring && <UploadCard />}
      <ListView
        query={query}
        state={state}
        caption={t("table")}
        columns={useImportColumns()}
        rowKey={(found) => found.id}
        rowHref={(found) => `/imports/${found.id}`}
        nothing={{ title: t("empty.title"), hint: t("empty.hint") }}
      />
      {mayBring && <PresetList />}
    </>
  );
}
