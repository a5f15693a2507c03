import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";

import { getSystemHealth, type HealthOut, retryJob } from "@/api/generated";
import { useTranslation } from "react-i18next";

export type Health = HealthOut;
export type State = HealthOut["state"];

/** How the system stands, in the language of the screen; looked at again every half minute while it is on it. */
export function useSystemHealth() {
  const lang = useTranslation().i18n.language === "en" ? "en" : "pt-BR";
  return useQuery({
    queryKey: ["system", "health", lang],
    queryFn: async ({ signal }) => (await getSystemHealth({ query: { lang }, signal })).data,
    refetchInterval: 30_000,
    staleTime: 0,
  });
}

export function useRetryJob() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (jobId: number) => retryJob({ path: { job_id: jobId } }),
    onSettled: () => client.invalidateQueries({ queryKey: ["system"] }),
  });
}
