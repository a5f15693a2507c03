import { Plus } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import type { WebhookOut } from "@/api/generated";
import { useListState } from "@/lib/url-state";
import { ListView } from "@/parts/ListView";
import { useHasRole } from "@/parts/session";
import { Button, ButtonLink, type Column, PageHeader } from "@/ui";

import { SecretDialog } from "../components/SecretDialog";
import { WebhookDialog } from "../components/WebhookDialog";
import { WebhookMenu } from "../components/WebhookMenu";
import { WebhookState } from "../components/WebhookState";
import { useWebhooks } from "../queries";

const FILTERS = [] as const;

export default function WebhooksPage() {
  const { t } = useTranslation("webhooks");
  const isAdmin = useHasRole("admin");
  const state = useListState(FILTERS);
  const query = useWebhooks(state.cursor);
  const [edited, setEdited] = useState<WebhookOut | "new">();
  const [secret, setSecret] = useState<string>();
  const onMade = (made: string | null): void => {
    setEdited(undefined);
    setSecret(made ?? undefined);
  };
  const create = (
    <Button variant="primary" icon={<Plus size={17} />} onPress={() => setEdited("new")}>
      {t("new")}
    </Button>
  );
  return (
    <>
      <PageHeader
        title={t("title")}
        lead={t("lead")}
        actions={
          isAdmin && (
            <>
              <ButtonLink to="/webhooks/deliveries">{t("log")}</ButtonLink>
              {create}
            </>
          )
        }
      />
      <ListView
        query={query}
        state={state}
        caption={t("table")}
        columns={useColumns(setEdited, onMade)}
        rowKey={(found) => found.id}
        nothing={{ title: t("empty"), hint: t("emptyHint"), action: create }}
      />
      {edited && <WebhookDialog found={edited === "new" ? undefined : edited} onMade={onMade} onClose={() => setEdited(undefined)} />}
      {secret && <SecretDialog secret={secret} onClose={() => setSecret(undefined)} />}
    </>
  );
}

function useColumns(onEdit: (found: WebhookOut) => void, onSecret: (secret: string | null) => void): Column<WebhookOut>[] {
  const { t } = useTranslation("webhooks");
  return [
    {
      id: "name",
      header: t("column.name"),
      isPrimary: true,
      cell: (found) => (
        <span className="block min-w-0 text-start">
          <span className="block font-semibold break-words">{found.name}</span>
          <span className="block text-sm font-normal break-all text-ink-faint">{found.url}</span>
        </span>
      ),
    },
    {
      id: "kinds",
      header: t("column.kinds"),
      cell: (found) => (
        <span title={found.kinds.join(", ")}>
          {t("kinds", { count: found.kinds.length })}
          {found.with_scores && ` · ${t("withScores")}`}
        </span>
      ),
    },
    { id: "state", header: t("column.state"), cell: (found) => <WebhookState found={found} /> },
    { id: "actions", header: t("column.actions"), isAction: true, align: "end", cell: (found) => <WebhookMenu found={found} onEdit={onEdit} onSecret={onSecret} /> },
  ];
}
