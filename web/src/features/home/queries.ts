import { keepPreviousData, useInfiniteQuery, useQuery } from "@tanstack/react-query";

import {
  getHome,
  getMonths,
  getOperatorPerformance,
  getScorecard,
  listContests,
  listEvaluations,
  listOwnListens,
  listPlans,
  listScorecards,
  listUnevaluatedOperators,
  type ListUnevaluatedOperatorsData,
} from "@/api/generated";
import { today } from "@/lib/dates";

/** What waits is asked for anew whenever the page is opened. */
const FRESH = { refetchOnMount: "always" } as const;
const PERIOD_DAYS = 90;

export function useWaiting() {
  return useQuery({ queryKey: ["home", "waiting"], queryFn: async () => (await getHome()).data, ...FRESH });
}

export function useUnevaluated(query: NonNullable<ListUnevaluatedOperatorsData["query"]>) {
  return useQuery({
    queryKey: ["home", "unevaluated", query],
    queryFn: async ({ signal }) => (await listUnevaluatedOperators({ query, signal })).data,
    placeholderData: keepPreviousData,
    ...FRESH,
  });
}

/** The evaluations that wait for the operator to read them. */
export function useUnread() {
  return useQuery({
    queryKey: ["home", "unread"],
    queryFn: async () => (await listEvaluations({ query: { waiting_for: "acknowledge", sort: "dated_at", limit: 5 } })).data,
    ...FRESH,
  });
}

export function useOwnPlans() {
  return useQuery({
    queryKey: ["home", "plans"],
    queryFn: async () => (await listPlans({ query: { status: ["open", "in_progress"], sort: "due_on", limit: 10 } })).data.items,
    ...FRESH,
  });
}

/** The operator's own average by criterion, over a period long enough to say something. */
export function useOwnItems() {
  return useQuery({
    queryKey: ["dashboard", "own-items"],
    queryFn: async () => (await getOperatorPerformance({ query: { from: today(1 - PERIOD_DAYS), to: today() } })).data,
    ...FRESH,
  });
}

export function useMonths() {
  return useQuery({ queryKey: ["dashboard", "months"], queryFn: async () => (await getMonths({ query: { months: 6 } })).data.items, ...FRESH });
}

export function useContests() {
  return useQuery({ queryKey: ["home", "contests"], queryFn: async () => (await listContests({ query: { limit: 5 } })).data.items, ...FRESH });
}

/** Who listened, a few at a time. */
export function useListens() {
  return useInfiniteQuery({
    queryKey: ["home", "listens"],
    queryFn: async ({ pageParam }) => (await listOwnListens({ query: { limit: 5, ...(pageParam ? { cursor: pageParam } : {}) } })).data,
    initialPageParam: "",
    getNextPageParam: ({ next_cursor }) => next_cursor,
    ...FRESH,
  });
}

/** The scorecard in force, or null when there is none. */
export function useCardInForce() {
  return useQuery({
    queryKey: ["scorecards", "in-force"],
    queryFn: async () => {
      const found = (await listScorecards({ query: { status: "published", limit: 100 } })).data.items.find((card) => card.is_default);
      return found ? (await getScorecard({ path: { id: found.id } })).data : null;
    },
    staleTime: 5 * 60_000,
  });
}
