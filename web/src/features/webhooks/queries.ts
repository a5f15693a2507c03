import { keepPreviousData, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";

import {
  createWebhook,
  deleteWebhook,
  type ListWebhookDeliveriesData,
  listWebhookDeliveries,
  listWebhookKinds,
  listWebhooks,
  resendWebhookDelivery,
  rotateWebhookSecret,
  testWebhook,
  updateWebhook,
  type WebhookBody,
  type WebhookOut,
} from "@/api/generated";

const WEBHOOKS = ["webhooks"] as const;
const LIST = [...WEBHOOKS, "list"] as const;
const DELIVERIES = [...WEBHOOKS, "deliveries"] as const;
/** While something is under way its result is asked for. */
const SOON = 2_000;

export type DeliveryQuery = NonNullable<ListWebhookDeliveriesData["query"]>;

export function useWebhooks(cursor?: string) {
  return useQuery({
    queryKey: [...LIST, cursor],
    queryFn: async ({ signal }) => (await listWebhooks({ query: cursor ? { cursor } : {}, signal })).data,
    placeholderData: keepPreviousData,
  });
}

export function useKinds() {
  return useQuery({ queryKey: [...WEBHOOKS, "kinds"], queryFn: async () => (await listWebhookKinds()).data.kinds, staleTime: Infinity });
}

export function useDeliveries(wanted: DeliveryQuery) {
  return useQuery({
    queryKey: [...DELIVERIES, wanted],
    queryFn: async ({ signal }) => (await listWebhookDeliveries({ query: wanted, signal })).data,
    placeholderData: keepPreviousData,
    refetchInterval: ({ state }) => (state.data?.items.some((found) => found.state === "sending" || (found.state === "pending" && found.tries === 0)) ? SOON : false),
  });
}

function useAfterwards() {
  const client = useQueryClient();
  return { onSettled: () => client.invalidateQueries({ queryKey: WEBHOOKS }) };
}

/** Makes one, or changes the one that is given; the secret of a new one. */
export function useSaveWebhook(found?: WebhookOut) {
  return useMutation({
    mutationFn: async (body: WebhookBody) => {
      if (!found) return (await createWebhook({ body })).data.secret;
      await updateWebhook({ path: { id: found.id }, body: { ...body, version: found.version } });
      return null;
    },
    ...useAfterwards(),
  });
}

export function useTurnWebhook() {
  return useMutation({
    mutationFn: ({ id, name, url, kinds, with_scores, active, version }: WebhookOut) =>
      updateWebhook({ path: { id }, body: { name, url, kinds, with_scores, active: !active, version } }),
    ...useAfterwards(),
  });
}

export function useRotateSecret() {
  return useMutation({
    mutationFn: async ({ id, version }: WebhookOut) => (await rotateWebhookSecret({ path: { id }, body: { version } })).data.secret,
    ...useAfterwards(),
  });
}

export function useTestWebhook() {
  return useMutation({ mutationFn: (id: string) => testWebhook({ path: { id } }), ...useAfterwards() });
}

export function useDeleteWebhook() {
  return useMutation({ mutationFn: (id: string) => deleteWebhook({ path: { id } }), ...useAfterwards() });
}

export function useResend() {
  return useMutation({ mutationFn: (id: string) => resendWebhookDelivery({ path: { id } }), ...useAfterwards() });
}
