const ADDRESS = { dashboard: "/dashboard", analytics: "/analytics" } as const;

/** Where a saved view is looked at. */
export function addressOf({ page, query }: { page: "dashboard" | "analytics"; query: string }): string {
  return ADDRESS[page] + query;
}
