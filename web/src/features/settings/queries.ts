import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";

import {
  addHoliday,
  type CategoryUpdateBody,
  createCategory,
  type HolidayBody,
  getSignInPolicy,
  installHolidays,
  listHolidays,
  removeHoliday,
  type SettingsBody,
  type SignInPolicyBody,
  updateCategory,
  updateSettings,
  updateSignInPolicy,
} from "@/api/generated";

function useCategoriesChanged() {
  const client = useQueryClient();
  return () => client.invalidateQueries({ queryKey: ["categories"] });
}

export function useCreateCategory() {
  return useMutation({ mutationFn: (label: string) => createCategory({ body: { label } }), onSuccess: useCategoriesChanged() });
}

export function useUpdateCategory() {
  return useMutation({
    mutationFn: ({ key, ...body }: CategoryUpdateBody & { key: string }) => updateCategory({ path: { key }, body }),
    onSuccess: useCategoriesChanged(),
  });
}

export function useUpdateSettings() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async (body: SettingsBody) => (await updateSettings({ body })).data,
    onSuccess: (saved) => client.setQueryData(["settings"], saved),
  });
}

/** The holidays of a year, in order. */
export function useHolidays(year: number) {
  return useQuery({ queryKey: ["holidays", year], queryFn: async () => (await listHolidays({ query: { year } })).data.items });
}

function useHolidaysChanged() {
  const client = useQueryClient();
  return () => client.invalidateQueries({ queryKey: ["holidays"] });
}

export function useAddHoliday() {
  return useMutation({ mutationFn: (body: HolidayBody) => addHoliday({ body }), onSuccess: useHolidaysChanged() });
}

export function useInstallHolidays() {
  return useMutation({ mutationFn: (year: number) => installHolidays({ body: { year } }), onSuccess: useHolidaysChanged() });
}

export function useRemoveHoliday() {
  return useMutation({ mutationFn: (on: string) => removeHoliday({ path: { on } }), onSuccess: useHolidaysChanged() });
}

const POLICY = ["sign-in-policy"];

/** What this installation asks of whoever signs in. */
export function useSignInPolicy() {
  return useQuery({ queryKey: [...POLICY, "full"], queryFn: async () => (await getSignInPolicy()).data, refetchOnMount: "always" });
}

export function useUpdateSignInPolicy() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async (body: SignInPolicyBody) => (await updateSignInPolicy({ body })).data,
    onSuccess: () => client.invalidateQueries({ queryKey: ["me"] }),
  });
}
