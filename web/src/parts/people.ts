import { keepPreviousData, queryOptions, useQueries, useQuery } from "@tanstack/react-query";

import { getUser, listTeams, listUsers, type Role, type TeamOut, type UserOut } from "@/api/generated";

export type Person = UserOut;
export type Team = TeamOut;

/** People in reach whose name holds `q`, at most twenty; for pickers. */
export function usePeople(q: string, role?: Role) {
  return useQuery({
    queryKey: ["users", "pick", q, role ?? null],
    queryFn: async ({ signal }) =>
      (await listUsers({ query: { active: true, limit: 20, ...(q ? { q } : {}), ...(role ? { role } : {}) }, signal })).data.items,
    placeholderData: keepPreviousData,
    staleTime: 60_000,
  });
}

/** One person in reach; disabled for "". */
export function usePerson(id: string) {
  return useQuery({ ...personQuery(id), enabled: id !== "" });
}

function personQuery(id: string) {
  return queryOptions({ queryKey: ["users", "one", id], queryFn: async () => (await getUser({ path: { id } })).data, staleTime: 60_000 });
}

/** Several people in reach by their ids; those not found are left out. */
export function usePersons(ids: readonly string[]): Person[] {
  return useQueries({
    queries: ids.map((id) => personQuery(id)),
    combine: (results) => results.flatMap(({ data }) => (data ? [data] : [])),
  });
}

/** The teams in reach, open and closed: few enough to be held whole. */
export function useTeams() {
  return useQuery({
    queryKey: ["teams", "pick"],
    queryFn: async () => (await listTeams({ query: { limit: 100 } })).data.items,
    staleTime: 60_000,
  });
}

/** The name of a team in reach by its id; "" while unknown. */
export function useTeamName(): (id: string | null | undefined) => string {
  const teams = useTeams().data;
  return (id) => teams?.find((team) => team.id === id)?.name ?? "";
}
