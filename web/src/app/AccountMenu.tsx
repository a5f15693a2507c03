import { ChevronsUpDown, LogOut, UserRound } from "lucide-react";
import { Button } from "react-aria-components/Button";
import { useTranslation } from "react-i18next";

import { useSignOut } from "@/features/session/queries";
import { Avatar } from "@/parts/PersonName";
import { type Me } from "@/parts/session";
import { Menu } from "@/ui";

export function AccountMenu({ me }: { me: Me }) {
  const { t } = useTranslation(["app", "parts"]);
  const signOut = useSignOut();
  return (
    <Menu
      trigger={
        <Button className="flex w-full items-center gap-3 rounded-md p-2 text-left hover:bg-rail-hover">
          <span className="sr-only">{t("app:account.menu")}</span>
          <Avatar name={me.full_name} className="bg-rail-active text-rail-ink" />
          <span className="min-w-0 flex-1">
            <span className="block truncate text-sm font-medium text-rail-ink">{me.full_name}</span>
            <span className="block truncate text-xs text-rail-faint">{t(`parts:role.${me.role}`)}</span>
          </span>
          <ChevronsUpDown size={15} className="shrink-0 text-rail-faint" aria-hidden />
        </Button>
      }
      entries={[
        { id: "profile", label: t("app:account.profile"), icon: <UserRound size={16} />, href: "/profile" },
        { id: "sign-out", label: t("app:account.signOut"), icon: <LogOut size={16} />, onAction: () => signOut.mutate() },
      ]}
    />
  );
}
