import { Gauge, Headphones, Layers, ClipboardCheck, ClipboardList, FileAudio, FileInput, FileOutput, type LucideIcon, ScrollText, Settings2, ShieldCheck, Target, Tags, UsersRound } from "lucide-react";

import type { Role } from "@/parts/session";

export interface NavItem {
  key: "dashboard" | "calls" | "imports" | "exports" | "recordings" | "evaluations" | "coaching" | "scorecards" | "users" | "teams" | "categories" | "settings" | "audit" | "privacy";
  to: string;
  icon: LucideIcon;
  /** Who finds something there; everybody when left out. The server decides what they may do. */
  roles?: readonly Role[];
}

export interface NavGroup {
  key: "work" | "setup";
  items: readonly NavItem[];
}

export const NAVIGATION: readonly NavGroup[] = [
  {
    key: "work",
    items: [
      { key: "dashboard", to: "/", icon: Gauge },
      { key: "calls", to: "/calls", icon: Headphones },
      { key: "evaluations", to: "/evaluations", icon: ClipboardCheck },
      { key: "coaching", to: "/coaching", icon: Target },
      { key: "imports", to: "/imports", icon: FileInput, roles: ["admin", "supervisor"] },
      { key: "exports", to: "/exports", icon: FileOutput },
      { key: "recordings", to: "/recordings", icon: FileAudio, roles: ["admin", "supervisor", "evaluator"] },
    ],
  },
  {
    key: "setup",
    items: [
      { key: "scorecards", to: "/scorecards", icon: ClipboardList, roles: ["admin", "supervisor", "evaluator"] },
      { key: "users", to: "/users", icon: UsersRound, roles: ["admin", "supervisor"] },
      { key: "teams", to: "/teams", icon: Layers, roles: ["admin", "supervisor"] },
      { key: "categories", to: "/categories", icon: Tags, roles: ["admin"] },
      { key: "settings", to: "/settings", icon: Settings2, roles: ["admin"] },
      { key: "privacy", to: "/privacy", icon: ShieldCheck, roles: ["admin"] },
      { key: "audit", to: "/audit", icon: ScrollText, roles: ["admin"] },
    ],
  },
];

export function navigationFor(role: Role): NavGroup[] {
  return NAVIGATION.map((group) => ({ ...group, items: group.items.filter((item) => !item.roles || item.roles.includes(role)) })).filter(
    (group) => group.items.length > 0,
  );
}
