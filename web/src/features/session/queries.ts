import { useMutation, useQueryClient } from "@tanstack/react-query";

import { changePassword, type PasswordBody, signIn, type SignInBody, signOut } from "@/api/generated";
import { meQuery, useForget } from "@/parts/session";

export type Credentials = Pick<SignInBody, "username" | "password">;

export function useSignIn() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async (credentials: Credentials) => (await signIn({ body: { ...credentials, cookie: true } })).data.user,
    onSuccess: (user) => {
      client.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== meQuery.queryKey[0] });
      client.setQueryData(meQuery.queryKey, user);
    },
  });
}

/** Ends the session on the server; the screen forgets it even when the server does not answer. */
export function useSignOut() {
  const forget = useForget();
  return useMutation({ mutationFn: () => signOut(), onSettled: () => forget(false) });
}

export function useChangePassword() {
  return useMutation({ mutationFn: (body: PasswordBody) => changePassword({ body }) });
}
