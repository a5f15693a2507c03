import type { ComponentType } from "react";

interface PageModule {
  default: ComponentType;
}

/** A page of a route that is fetched only when it is visited. */
export function page(load: () => Promise<PageModule>): () => Promise<{ Component: ComponentType }> {
  return async () => ({ Component: (await load()).default });
}
