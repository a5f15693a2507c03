import { useMutation, useQueryClient } from "@tanstack/react-query";

import { http } from "@/api/client";
import { type Me, meQuery, useForget } from "@/parts/session";

export interface Credentials {
  username: string;
  password: string;
}

export function useSignIn() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async (credentials: Credentials) =>
      (await http.post<{ user: Me }>("/auth/login", { ...credentials, cookie: true })).data.user,
    onSuccess: (user) => {
      client.clear();
      client.setQueryData(meQuery.queryKey, user);
    },
  });
}

/** Ends the session on the server; the screen forgets it even when the server does not answer. */
export function useSignOut() {
  const forget = useForget();
  return useMutation({ mutationFn: () => http.post("/auth/logout"), onSettled: forget });
}

export interface PasswordChange {
  current_password: string;
  new_password: string;
}

export function useChangePassword() {
  return useMutation({ mutationFn: (change: PasswordChange) => http.post("/auth/password", change) });
}
