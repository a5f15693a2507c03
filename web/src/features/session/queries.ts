import { queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";

import { changePassword, finishSignIn, getMe, getSetup, type PasswordBody, type RegisterBody, registerUser, signIn, type SignInBody, signOut } from "@/api/generated";
import { toProblem } from "@/api/problem";
import { type Me, meQuery, useForget } from "@/parts/session";

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

/** Who is signed in now; the screen forgets whoever was before. */
function useEntered() {
  const client = useQueryClient();
  return (user: Me): void => {
    client.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== meQuery.queryKey[0] });
    client.setQueryData(meQuery.queryKey, user);
  };
}

/** Signs in. Gives the challenge of whoever still owes a second factor, and nothing for whoever is in. */
export function useSignIn() {
  const entered = useEntered();
  return useMutation({
    mutationFn: async (credentials: Credentials) => {
      const { second_factor } = (await signIn({ body: { ...credentials, cookie: true } })).data;
      if (second_factor) return second_factor.challenge;
      entered((await getMe()).data);
      return undefined;
    },
  });
}

export interface Answer {
  challenge: string;
  code: string;
  isRecovery: boolean;
}

/** The second half of signing in. */
export function useFinishSignIn() {
  const entered = useEntered();
  return useMutation({
    mutationFn: async ({ challenge, code, isRecovery }: Answer) => {
      await finishSignIn({ body: { challenge, cookie: true, ...(isRecovery ? { recovery_code: code } : { code }) } });
      return (await getMe()).data;
    },
    onSuccess: entered,
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
