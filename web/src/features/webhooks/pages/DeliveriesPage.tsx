import { useState } from "react";
import { useTranslation } from "react-i18next";

import type { DeliveryOut } from "@/api/generated";
import { type ListState, useListState } from "@/lib/url-state";
import { ListView } from "@/parts/ListView";
import { FilterBar, PageHeader, Select } from "@/ui";

import { useDeliveryColumns } from "../components/deliveryColumns";
import { DeliveryDialog } from "../components/DeliveryDialog";
import { STATES } from "../components/DeliveryState";
import { type DeliveryQuery, useDeliveries, useWebhooks } from "../queries";

const FILTERS = ["webhook_id", "state"] as const;
type Filter = (typeof FILTERS)[number];

export default function DeliveriesPage() {
  const { t } = useTranslation("webhooks");
  const state = useListState(FILTERS);
  const { webhook_id } = state.filters;
  const chosen = STATES.find((known) => known === state.filters.state);
  const wanted: DeliveryQuery = { ...(webhook_id && { webhook_id }), ...(chosen && { state: [chosen] }), ...(state.cursor && { cursor: state.cursor }) };
  const [opened, setOpened] = useState<DeliveryOut>();
  return (
    <>
      <PageHeader title={t("deliveries.title")} lead={t("deliveries.lead")} back={{ to: "/webhooks", label: t("deliveries.back") }} />
      <DeliveryFilters state={state} />
      <ListView
        query={useDeliveries(wanted)}
        state={state}
        caption={t("deliveries.table")}
        columns={useDeliveryColumns(setOpened)}
        rowKey={(found) => found.id}
        nothing={{ title: t("deliveries.empty"), hint: t("deliveries.emptyHint") }}
      />
      {opened && <DeliveryDialog found={opened} onClose={() => setOpened(undefined)} />}
    </>
  );
}

function DeliveryFilters({ state }: { state: ListState<Filter> }) {
  const { t } = useTranslation("webhooks");
  const { filters, setFilters } = state;
  const webhooks = useWebhooks().data?.items ?? [];
  return (
    <FilterBar active={state.active} onClear={state.clear}>
      <Select
        label={t("deliveries.webhook")}
        hideLabel
        emptyOption={t("deliveries.anyWebhook")}
        options={webhooks.map(({ id, name }) => ({ id, label: name }))}
        value={filters.webhook_id ?? ""}
        onChange={(webhook_id) => setFilters({ webhook_id })}
        className="w-56 max-sm:w-full"
      />
      <Select
        label={t("deliveries.stateFilter")}
        hideLabel
        emptyOption={t("deliveries.any")}
        options={STATES.map((id) => ({ id, label: t(`deliveries.state.${id}`) }))}
        value={filters.state ?? ""}
        onChange={(chosen) => setFilters({ state: chosen })}
        className="w-44 max-sm:w-full"
      />
    </FilterBar>
  );
}
