import { keepPreviousData, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";

import { changeSchedule, createSchedule, deleteSchedule, listSchedules, type ScheduleBody, type ScheduleOut, type ScheduleUpdateBody } from "@/api/generated";

const LIST = ["schedules", "list"] as const;

/** The reports by e-mail in reach. */
export function useSchedules(cursor: string | undefined) {
  return useQuery({
    queryKey: [...LIST, cursor],
    queryFn: async ({ signal }) => (await listSchedules({ query: cursor ? { cursor } : {}, signal })).data,
    placeholderData: keepPreviousData,
  });
}

function useAfterwards() {
  const client = useQueryClient();
  return { onSettled: () => client.invalidateQueries({ queryKey: LIST }) };
}

export function useCreateSchedule() {
  return useMutation({ mutationFn: (body: ScheduleBody) => createSchedule({ body }), ...useAfterwards() });
}

/** Sends one otherwise or to others; of what and whether it is paused stays. */
export function useChangeSchedule() {
  return useMutation({
    mutationFn: ({ found, body }: { found: ScheduleOut; body: Omit<ScheduleUpdateBody, "version" | "paused"> }) => changeSchedule({ path: { id: found.id }, body: { ...body, version: found.version, paused: found.paused } }),
    ...useAfterwards(),
  });
}

/** Pauses one that runs; goes on with one that is paused. */
export function useTurnSchedule() {
  return useMutation({
    mutationFn: ({ id, version, frequency, weekday, day, lang, recipients, paused }: ScheduleOut) => {
      const recipient_ids = recipients.map((person) => person.id);
      return changeSchedule({ path: { id }, body: { version, frequency, weekday, day, lang: lang === "en" ? "en" : "pt-BR", recipient_ids, paused: !paused } });
    },
    ...useAfterwards(),
  });
}

export function useDeleteSchedule() {
  return useMutation({ mutationFn: (id: string) => deleteSchedule({ path: { id } }), ...useAfterwards() });
}
