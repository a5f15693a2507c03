import { keepPreviousData, type QueryClient, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";

import {
  createTeam,
  deactivateTeam,
  deactivateUser,
  endUserSession,
  endUserSessions,
  getUser,
  getUserSecurity,
  listTeams,
  type ListTeamsData,
  listUsers,
  type ListUsersData,
  reactivateTeam,
  reactivateUser,
  type RegisterBody,
  registerUser,
  resetSecondFactor,
  type TeamBody,
  type TeamUpdateBody,
  updateTeam,
  updateUser,
  type UserUpdateBody,
} from "@/api/generated";
import { meQuery } from "@/parts/session";

export function useUserList(query: NonNullable<ListUsersData["query"]>) {
  return useQuery({
    queryKey: ["users", "list", query],
    queryFn: async ({ signal }) => (await listUsers({ query, signal })).data,
    placeholderData: keepPreviousData,
  });
}

export function useUser(id: string) {
  return useQuery({ queryKey: ["users", "one", id], queryFn: async () => (await getUser({ path: { id } })).data, refetchOnMount: "always" });
}

async function usersChanged(client: QueryClient): Promise<void> {
  await Promise.all([client.invalidateQueries({ queryKey: ["users"] }), client.invalidateQueries({ queryKey: meQuery.queryKey })]);
}

export function useRegister() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async (body: RegisterBody) => (await registerUser({ body })).data,
    onSuccess: () => usersChanged(client),
  });
}

export function useUpdateUser(id: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async (body: UserUpdateBody) => (await updateUser({ path: { id }, body })).data,
    onSuccess: () => usersChanged(client),
  });
}

/** Deactivates an active person, reactivates an inactive one. */
export function useTurnUser(id: string, isActive: boolean) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async () => {
      if (isActive) await deactivateUser({ path: { id } });
      else await reactivateUser({ path: { id } });
    },
    onSuccess: () => usersChanged(client),
  });
}

export function useTeamList(query: NonNullable<ListTeamsData["query"]>) {
  return useQuery({
    queryKey: ["teams", "list", query],
    queryFn: async ({ signal }) => (await listTeams({ query, signal })).data,
    placeholderData: keepPreviousData,
  });
}

function useTeamsChanged() {
  const client = useQueryClient();
  return () => client.invalidateQueries({ queryKey: ["teams"] });
}

export function useCreateTeam() {
  return useMutation({ mutationFn: (body: TeamBody) => createTeam({ body }), onSuccess: useTeamsChanged() });
}

export function useUpdateTeam() {
  return useMutation({
    mutationFn: ({ id, body }: { id: string; body: TeamUpdateBody }) => updateTeam({ path: { id }, body }),
    onSuccess: useTeamsChanged(),
  });
}

/** Closes an open team, reopens a closed one. */
export function useTurnTeam() {
  return useMutation({
    mutationFn: async ({ id, active }: { id: string; active: boolean }) => {
      if (active) await deactivateTeam({ path: { id } });
      else await reactivateTeam({ path: { id } });
    },
    onSuccess: useTeamsChanged(),
  });
}

const SECURITY = (id: string) => ["user-security", id];

/** How a person's account is protected, for whoever looks after it. */
export function useUserSecurity(id: string) {
  return useQuery({ queryKey: SECURITY(id), queryFn: async () => (await getUserSecurity({ path: { id } })).data });
}

function useSecurityChanged(id: string) {
  const client = useQueryClient();
  return () => client.invalidateQueries({ queryKey: SECURITY(id) });
}

export function useEndUserSession(id: string) {
  return useMutation({ mutationFn: (session: string) => endUserSession({ path: { id, session_id: session } }), onSuccess: useSecurityChanged(id) });
}

/** Ends every session of a person, or takes his second factor away. */
export function useSecureUser(id: string, what: "end-sessions" | "reset-second-factor") {
  return useMutation({
    mutationFn: async () => {
      if (what === "end-sessions") await endUserSessions({ path: { id } });
      else await resetSecondFactor({ path: { id } });
    },
    onSuccess: useSecurityChanged(id),
  });
}
