import { useTranslation } from "react-i18next";
import { NavLink } from "react-router";

import { cn } from "@/lib/cn";
import type { Role } from "@/parts/session";

import { navigationFor } from "./navigation";

const ITEM = "flex min-h-10 items-center gap-3 rounded-md px-3 text-[0.9375rem] transition-colors";

export function SideNav({ role, onVisit }: { role: Role; onVisit?: () => void }) {
  const { t } = useTranslation("app");
  return (
    <nav aria-label={t("nav.label")} className="flex flex-col gap-6">
      {navigationFor(role).map((group) => (
        <div key={group.key}>
          <p className="mb-1.5 px-3 text-xs font-medium tracking-wide text-rail-faint">{t(`nav.${group.key}`)}</p>
          <ul className="flex flex-col gap-0.5">
            {group.items.map(({ key, to, icon: Icon }) => (
              <li key={key}>
                <NavLink
                  to={to}
                  end={to === "/"}
                  {...(onVisit ? { onClick: onVisit } : {})}
                  className={({ isActive }) =>
                    cn(ITEM, isActive ? "bg-rail-active font-medium text-rail-ink shadow-[inset_3px_0_0_var(--rail-focus)]" : "text-rail-ink hover:bg-rail-hover")
                  }
                >
                  <Icon size={18} strokeWidth={1.8} aria-hidden />
                  {t(`nav.${key}`)}
                </NavLink>
              </li>
            ))}
          </ul>
        </div>
      ))}
    </nav>
  );
}
