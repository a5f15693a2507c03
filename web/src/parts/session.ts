import { queryOptions, useQuery, useQueryClient } from "@tanstack/react-query";
import { useCallback } from "react";

import { getMe, type MeOut, type Role } from "@/api/generated";
import { toProblem } from "@/api/problem";

export type { Role };
export type Me = MeOut;

async function fetchMe(): Promise<Me | null> {
  try {
    return (await getMe()).data;
  } catch (error) {
    if (toProblem(error).status === 401) return null;
    throw error;
  }
}

/** Who is signed in; null when nobody is. */
export const meQuery = queryOptions({ queryKey: ["me"], queryFn: fetchMe, staleTime: 5 * 60_000, retry: 1 });

/** The person who is signed in. Only for pages inside the shell, where somebody is. */
export function useMe(): Me {
  const { data } = useQuery(meQuery);
  if (!data) throw new Error("useMe outside a session");
  return data;
}

export function useHasRole(...roles: Role[]): boolean {
  return roles.includes(useMe().role);
}

const ENDED = ["session-ended"];

/** How the last session ended: true by itself, false by signing out; undefined when there was none. */
export function useHasEnded(): boolean | undefined {
  return useQueryClient().getQueryData<boolean>(ENDED);
}

/**
 * Forgets everything that was loaded for the person who was signed in; the sign-in page follows.
 * `hasEnded`: the session ended by itself, which that page then says.
 */
export function useForget(): (hasEnded: boolean) => void {
  const client = useQueryClient();
  return useCallback(
    (hasEnded) => {
      client.setQueryData(ENDED, hasEnded);
      // The query of the person stays, as the shell watches it: once it holds nobody, it leads to the sign-in page.
      client.setQueryData(meQuery.queryKey, null);
      client.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== meQuery.queryKey[0] && queryKey[0] !== ENDED[0] });
      client.getMutationCache().clear();
    },
    [client],
  );
}
