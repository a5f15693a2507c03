import { queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";

import { changePassword, getMe, getSetup, type PasswordBody, type RegisterBody, registerUser, signIn, type SignInBody, signOut } from "@/api/generated";
import { toProblem } from "@/api/problem";
import { meQuery, useForget } from "@/parts/session";

export type Credentials = Pick<SignInBody, "username" | "password">;

/** Whether the installation still waits for its first person. */
export const setupQuery = queryOptions({ queryKey: ["setup"], queryFn: async () => (await getSetup()).data.needs_first_user, staleTime: Infinity });

/** Registers the first administrator and signs in; `onClosed` when somebody else was faster. */
export function useRegisterFirst(onClosed: () => void) {
  const client = useQueryClient();
  const enter = useSignIn();
  return useMutation({
    mutationFn: async (body: RegisterBody) => {
      await registerUser({ body });
      client.setQueryData(setupQuery.queryKey, false);
      return enter.mutateAsync({ username: body.username, password: body.password });
    },
    onError: (error) => {
      if (toProblem(error).slug !== "registration-closed") return;
      client.setQueryData(setupQuery.queryKey, false);
      onClosed();
    },
  });
}

export function useSignIn() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async (credentials: Credentials) => {
      await signIn({ body: { ...credentials, cookie: true } });
      return (await getMe()).data;
    },
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
