import { keepPreviousData, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";

import {
  getNotificationPreferences,
  getNotificationPulse,
  listNotifications,
  type ListNotificationsData,
  type PreferencesBody,
  readAllNotifications,
  readNotification,
  type UnreadOut,
  updateNotificationPreferences,
} from "@/api/generated";

import { arrivals } from "./model";

const ALL = ["notifications"] as const;
const PULSE = [...ALL, "pulse"] as const;
const LIST = [...ALL, "list"] as const;
const PREFERENCES = [...ALL, "preferences"] as const;

/** What notices speak of: a page that shows it is no longer true when one comes. */
const TOLD_OF = ["evaluations", "coaching", "imports", "home"];

const SEEN_MS = 3_000;
const HIDDEN_MS = 30_000;
const FAILED_MS = 15_000;

/** Asks for as long as it is mounted whether there is anything new: often while the page is seen. Only the shell does. */
export function usePulse() {
  const client = useQueryClient();
  return useQuery({
    queryKey: PULSE,
    queryFn: async ({ signal }) => {
      const known = client.getQueryData<UnreadOut>(PULSE);
      const { status, data } = await getNotificationPulse({ query: { since: known?.mark ?? "" }, signal });
      if (known && (status === 204 || !data)) return known;
      if (known) void client.invalidateQueries({ queryKey: LIST });
      const news = data as UnreadOut;
      if (arrivals(known, news)) for (const thing of TOLD_OF) void client.invalidateQueries({ queryKey: [thing] });
      return news;
    },
    refetchInterval: ({ state }) => (state.error ? FAILED_MS : document.hidden ? HIDDEN_MS : SEEN_MS),
    refetchIntervalInBackground: true,
    refetchOnWindowFocus: "always",
    staleTime: 0,
    retry: false,
  });
}

/** What the last pulse said. */
export function useUnread(): UnreadOut | undefined {
  return useQuery<UnreadOut>({ queryKey: PULSE, enabled: false }).data;
}

export function useNotices(query: NonNullable<ListNotificationsData["query"]>) {
  return useQuery({
    queryKey: [...LIST, query],
    queryFn: async ({ signal }) => (await listNotifications({ query, signal })).data,
    placeholderData: keepPreviousData,
    refetchOnMount: "always",
  });
}

/** After something was read: what the lists and the bell show. */
function useRefresh() {
  const client = useQueryClient();
  return () => Promise.all([client.invalidateQueries({ queryKey: LIST }), client.refetchQueries({ queryKey: PULSE })]);
}

export function useRead() {
  const refresh = useRefresh();
  return useMutation({ mutationFn: async (id: string) => (await readNotification({ path: { id } })).data, onSettled: refresh });
}

export function useReadAll() {
  const refresh = useRefresh();
  return useMutation({ mutationFn: async (until: string) => (await readAllNotifications({ body: { until } })).data, onSettled: refresh });
}

export function usePreferences() {
  return useQuery({ queryKey: PREFERENCES, queryFn: async ({ signal }) => (await getNotificationPreferences({ signal })).data, refetchOnMount: "always" });
}

export function useSavePreferences() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async (body: PreferencesBody) => (await updateNotificationPreferences({ body })).data,
    onSuccess: (saved) => client.setQueryData(PREFERENCES, saved),
  });
}
