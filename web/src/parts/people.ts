import { keepPreviousData, useQuery } from "@tanstack/react-query";

import { http } from "@/api/client";

import type { Role } from "./session";

export interface Person {
  id: string;
  username: string;
  full_name: string;
  role: Role;
  team_id: string | null;
  active: boolean;
}

export interface Team {
  id: string;
  name: string;
}

interface Listed<R> {
  items: R[];
}

/** People whose name holds `q`, at most twenty; for pickers. */
export function usePeople(q: string, role?: Role) {
  return useQuery({
    queryKey: ["users", "pick", q, role ?? null],
    queryFn: async () => (await http.get<Listed<Person>>("/users", { params: { q: q || undefined, role, active: true, limit: 20 } })).data.items,
    placeholderData: keepPreviousData,
    staleTime: 60_000,
  });
}

export function usePerson(id: string) {
  return useQuery({
    queryKey: ["users", "one", id],
    queryFn: async () => (await http.get<Person>(`/users/${id}`)).data,
    enabled: id !== "",
    staleTime: 60_000,
  });
}

export function useTeams() {
  return useQuery({
    queryKey: ["teams", "pick"],
    queryFn: async () => (await http.get<Listed<Team>>("/teams", { params: { limit: 100 } })).data.items,
    staleTime: 60_000,
  });
}
