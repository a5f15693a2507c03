import { queryOptions, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";

import {
  beginEnrolment,
  confirmEnrolment,
  disableSecondFactor,
  endOtherSessions,
  endOwnSession,
  finishSingleSignOn,
  getMe,
  getSecondFactor,
  getSignInPolicy,
  getSingleSignOn,
  listOwnSessions,
  type ProvenBody,
  renewRecoveryCodes,
  startSingleSignOn,
} from "@/api/generated";
import { meQuery } from "@/parts/session";

const FACTOR = ["second-factor"];
const SESSIONS = ["own-sessions"];

/** A password and one of the two kinds of code. */
export interface Proof {
  password: string;
  code: string;
  isRecovery: boolean;
}

function bodyOf({ password, code, isRecovery }: Proof): ProvenBody {
  return isRecovery ? { password, recovery_code: code } : { password, code };
}

export function useFactor() {
  return useQuery({ queryKey: FACTOR, queryFn: async () => (await getSecondFactor()).data });
}

function useFactorChanged() {
  const client = useQueryClient();
  return () => Promise.all([client.invalidateQueries({ queryKey: FACTOR }), client.invalidateQueries({ queryKey: SESSIONS })]);
}

export function useBeginEnrolment() {
  return useMutation({ mutationFn: async (password: string) => (await beginEnrolment({ body: { password } })).data });
}

export function useConfirmEnrolment() {
  return useMutation({ mutationFn: async (code: string) => (await confirmEnrolment({ body: { code } })).data.recovery_codes, onSuccess: useFactorChanged() });
}

export function useDisableFactor() {
  return useMutation({ mutationFn: (proof: Proof) => disableSecondFactor({ body: bodyOf(proof) }), onSuccess: useFactorChanged() });
}

export function useRenewCodes() {
  return useMutation({ mutationFn: async (proof: Proof) => (await renewRecoveryCodes({ body: bodyOf(proof) })).data.recovery_codes, onSuccess: useFactorChanged() });
}

/** Where one's account is open, the last used first. */
export function useOwnSessions() {
  return useQuery({ queryKey: SESSIONS, queryFn: async () => (await listOwnSessions()).data.items });
}

function useSessionsChanged() {
  const client = useQueryClient();
  return () => client.invalidateQueries({ queryKey: SESSIONS });
}

export function useEndSession() {
  return useMutation({ mutationFn: (id: string) => endOwnSession({ path: { session_id: id } }), onSuccess: useSessionsChanged() });
}

export function useEndOthers() {
  return useMutation({ mutationFn: async () => (await endOtherSessions()).data.ended, onSuccess: useSessionsChanged() });
}

/** How long a new password is here. */
export function useMinimum(): number {
  return useQuery({ queryKey: ["sign-in-policy"], queryFn: async () => (await getSignInPolicy()).data }).data?.min_password_length ?? 8;
}

/** Asks anew who is signed in: the shell then lets the person go on. */
export function useGoOn() {
  const client = useQueryClient();
  return () => void client.invalidateQueries({ queryKey: meQuery.queryKey });
}

/** Whether one signs in through the organisation's provider. */
export const singleSignOnQuery = queryOptions({ queryKey: ["single-sign-on"], queryFn: async () => (await getSingleSignOn()).data, staleTime: Infinity, retry: 0 });

export function useStartSingleSignOn() {
  return useMutation({ mutationFn: async () => (await startSingleSignOn()).data.address, onSuccess: (address) => window.location.assign(address) });
}

export function useFinishSingleSignOn() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async (body: { code: string; state: string }) => {
      await finishSingleSignOn({ body });
      return (await getMe()).data;
    },
    onSuccess: (user) => client.setQueryData(meQuery.queryKey, user),
  });
}
