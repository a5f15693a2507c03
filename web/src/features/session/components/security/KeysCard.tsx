import { KeyRound, Plus } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import type { KeyOut } from "@/api/generated";
import { QueryView } from "@/parts/QueryView";
import { useMe } from "@/parts/session";
import { Button, Card } from "@/ui";

import { useKeys } from "../../key-queries";
import { Expiry, KeyState, LastUse } from "../keys/KeyFacts";
import { NewKeyDialog } from "../keys/NewKeyDialog";
import { RevokeKey } from "../keys/RevokeKey";

export function KeysCard() {
  const { t } = useTranslation("keys");
  const me = useMe();
  const [isMaking, setMaking] = useState(false);
  const make = (
    <Button size="sm" icon={<Plus size={16} aria-hidden />} onPress={() => setMaking(true)}>
      {t("new")}
    </Button>
  );
  return (
    <Card title={t("card.title")} aside={make}>
      <p className="mb-4 text-ink-soft">{t("card.lead")}</p>
      <QueryView query={useKeys({ user_id: me.id, active: true, limit: 20 })}>
        {({ items }) => (items.length === 0 ? <p className="text-ink-faint">{t("card.none")}</p> : <KeyList keys={items} />)}
      </QueryView>
      {isMaking && <NewKeyDialog onClose={() => setMaking(false)} />}
    </Card>
  );
}

function KeyList({ keys }: { keys: readonly KeyOut[] }) {
  const { t } = useTranslation("keys");
  return (
    <ul className="divide-y divide-line">
      {keys.map((found) => (
        <li key={found.id} className="flex flex-wrap items-center gap-x-4 gap-y-2 py-3 first:pt-0 last:pb-0">
          <KeyRound size={20} className="shrink-0 text-ink-faint" aria-hidden />
          <div className="min-w-0 flex-1 basis-40">
            <p className="flex flex-wrap items-center gap-2 font-medium break-words">
              {found.name} <KeyState found={found} />
            </p>
            <p className="text-sm text-ink-soft">
              <code>{found.prefix}…</code> · {t("scopes", { count: found.scopes.length })} · <Expiry found={found} />
            </p>
            <p className="text-sm text-ink-faint">
              <LastUse found={found} />
            </p>
          </div>
          <RevokeKey found={found} />
        </li>
      ))}
    </ul>
  );
}
