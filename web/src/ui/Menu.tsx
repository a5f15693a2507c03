import { MoreHorizontal } from "lucide-react";
import type { ReactNode } from "react";
import { Menu as AriaMenu, MenuItem, MenuTrigger } from "react-aria-components/Menu";
import { Popover } from "react-aria-components/Popover";
import { useTranslation } from "react-i18next";

import { cn } from "@/lib/cn";

import { IconButton } from "./Button";

export interface MenuEntry {
  id: string;
  label: string;
  icon?: ReactNode;
  isDangerous?: boolean;
  /** Either goes to an address of the application… */
  href?: string;
  /** …or does something. */
  onAction?: () => void;
}

export interface MenuProps {
  entries: readonly MenuEntry[];
  /** The button that opens the menu; three dots when left out. */
  trigger?: ReactNode;
  label?: string;
}

export function Menu({ entries, trigger, label }: MenuProps) {
  const { t } = useTranslation("ui");
  return (
    <MenuTrigger>
      {trigger ?? <IconButton label={label ?? t("more")} icon={<MoreHorizontal size={18} />} />}
      <Popover placement="bottom end" className="appear min-w-52 rounded-md border border-line bg-surface p-1 shadow-pop">
        <AriaMenu className="outline-none">
          {entries.map((entry) => (
            <MenuItem
              key={entry.id}
              id={entry.id}
              textValue={entry.label}
              {...(entry.href ? { href: entry.href } : {})}
              {...(entry.onAction ? { onAction: entry.onAction } : {})}
              className={cn(
                "flex min-h-9 cursor-pointer items-center gap-2.5 rounded-sm px-2.5 text-[0.9375rem] outline-none data-focused:bg-primary-soft",
                entry.isDangerous ? "text-bad" : "text-ink",
              )}
            >
              {entry.icon}
              {entry.label}
            </MenuItem>
          ))}
        </AriaMenu>
      </Popover>
    </MenuTrigger>
  );
}
