import { CircleCheck, CircleSlash, Hourglass } from "lucide-react";
import { useTranslation } from "react-i18next";

import type { KeyOut } from "@/api/generated";
import { formatAgo, formatDateTime } from "@/lib/dates";
import { Badge } from "@/ui";

export function KeyState({ found }: { found: KeyOut }) {
  const { t } = useTranslation("keys");
  if (found.revoked_at) return <Badge icon={<CircleSlash size={14} aria-hidden />}>{t("state.revoked")}</Badge>;
  return found.active ? (
    <Badge tone="good" icon={<CircleCheck size={14} aria-hidden />}>
      {t("state.active")}
    </Badge>
  ) : (
    <Badge tone="warn" icon={<Hourglass size={14} aria-hidden />}>
      {t("state.expired")}
    </Badge>
  );
}

export function LastUse({ found }: { found: KeyOut }) {
  const { t } = useTranslation("keys");
  if (!found.used_at) return t("never");
  return t("used", { ago: formatAgo(found.used_at), address: found.used_address ?? "" });
}

export function Expiry({ found }: { found: KeyOut }) {
  const { t } = useTranslation("keys");
  if (found.revoked_at) return t("revokedAt", { date: formatDateTime(found.revoked_at) });
  return t(found.active ? "expires" : "expiredAt", { date: formatDateTime(found.expires_at) });
}
