import { queryOptions, useQuery, useQueryClient } from "@tanstack/react-query";

import { getMe, type Role, type UserOut } from "@/api/generated";
import { toProblem } from "@/api/problem";

export type { Role };
export type Me = UserOut;

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

/** Forgets everything that was loaded for the person who was signed in. */
export function useForget(): () => void {
  const client = useQueryClient();
  return () => {
    client.clear();
    client.setQueryData(meQuery.queryKey, null);
  };
}
