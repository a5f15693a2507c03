export const TABS = ["evolution", "comparisons", "items", "critical", "hours", "evaluators", "feedback", "relations"] as const;
export type Tab = (typeof TABS)[number];

export function tabOf(value: string | undefined): Tab {
  return TABS.find((tab) => tab === value) ?? TABS[0];
}
