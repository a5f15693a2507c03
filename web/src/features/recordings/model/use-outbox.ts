import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useSyncExternalStore } from "react";

import { batchKey, outbox } from "../queries";
import type { Sending } from "./outbox";

const isOnItsWay = ({ letters }: Sending): boolean => letters.some(({ state }) => state === "waiting" || state === "sending");

/** What is being sent; whoever leaves the whole application meanwhile is asked first. */
export function useOutbox(): Sending & { isOnItsWay: boolean } {
  const sending = useSyncExternalStore(outbox.subscribe, outbox.snapshot);
  const isBusy = isOnItsWay(sending);
  const client = useQueryClient();
  useEffect(() => {
    outbox.onArrival = (batch) => client.setQueryData(batchKey(batch.id), batch);
  }, [client]);
  useEffect(() => {
    if (!isBusy) return;
    const ask = (event: BeforeUnloadEvent): void => event.preventDefault();
    window.addEventListener("beforeunload", ask);
    return () => window.removeEventListener("beforeunload", ask);
  }, [isBusy]);
  return { ...sending, isOnItsWay: isBusy };
}
