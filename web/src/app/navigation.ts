import { ChartLine, Gauge, Headphones, KeyRound, Layers, ClipboardCheck, ClipboardList, FileAudio, FileInput, type LucideIcon, ScrollText, Settings2, ShieldCheck, Target, Tags, UsersRound, Webhook, FileOutput } from "lucide-react";

import type { Role } from "@/parts/session";

export interface NavItem {
  key: "dashboard" | "analytics" | "calls" | "imports" | "recordings" | "evaluations" | "coaching" | "scorecards" | "users" | "teams" | "categories" | "settings" | "audit" | "privacy" | "exports" | "keys" | "webhooks";
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
      { key: "analytics", to: "/analytics", icon: ChartLine, roles: ["admin", "supervisor", "evaluator"] },
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
      { key: "keys", to: "/keys", icon: KeyRound, roles: ["admin"] },
      { key: "webhooks", to: "/webhooks", icon: Webhook, roles: ["admin"] },
      { key: "audit", to: "/audit", icon: ScrollText, roles: ["admin"] },
    ],
  },
];

export function navigationFor(role: Role): NavGroup[] {
  return NAVIGATION.map((group) => ({ ...group, items: group.items.filter((item) => !item.roles || item.roles.includes(role)) })).filter(
    (group) => group.items.length > 0,
  );
}
