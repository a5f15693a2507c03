import { QueryClient } from "@tanstack/react-query";

import { toProblem } from "@/api/problem";

const RETRIES = 2;

/** Only what may pass by itself is tried again: no answer, or a server that is recovering. */
function isPassing(error: unknown): boolean {
  const { status } = toProblem(error);
  return status === 0 || status >= 502;
}

export function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: { staleTime: 15_000, retry: (count, error) => count < RETRIES && isPassing(error) },
      mutations: { retry: false },
    },
  });
}
