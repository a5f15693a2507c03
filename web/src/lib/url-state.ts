import { useCallback, useLayoutEffect, useMemo, useRef } from "react";
import { useLocation, useNavigate, useNavigation, useSearchParams } from "react-router";

/** What a list shows, read from the address: filters, sort and place. */
export interface ListState<K extends string> {
  /** The filters that are set; an absent one is not in the object. */
  filters: Partial<Record<K, string>>;
  sort: string | undefined;
  cursor: string | undefined;
  /** 1 for the first page; pages after a shared link count from where it opened. */
  page: number;
  /** How many filters are set. */
  active: number;
  /** Sets or (with undefined or "") clears filters, and returns to the first page. */
  setFilters: (patch: Partial<Record<K, string | undefined>>) => void;
  clear: () => void;
  setSort: (sort: string | undefined) => void;
  goNext: (cursor: string) => void;
  /** Undefined on the first page. */
  goBack: (() => void) | undefined;
}

/** The values of a filter that takes several: they stand in one parameter, between commas. */
export function valuesOf(filter: string | null | undefined): string[] {
  return filter ? filter.split(",").filter(Boolean) : [];
}

export function filterOf(values: readonly string[]): string {
  return values.join(",");
}

/** Parameters as an address shows them; commas stay readable. */
export function queryText(params: URLSearchParams): string {
  return params.toString().replaceAll("%2C", ",");
}

interface Trail {
  trail?: (string | null)[];
}

function patched(params: URLSearchParams, patch: Record<string, string | undefined>): URLSearchParams {
  const next = new URLSearchParams(params);
  for (const [key, value] of Object.entries(patch)) {
    if (value === undefined || value === "") next.delete(key);
    else next.set(key, value);
  }
  return next;
}

/** Whether another page was asked for and is still on its way. */
function useIsLeaving(pathname: string) {
  const { location } = useNavigation();
  const isLeaving = useRef(false);
  useLayoutEffect(() => {
    isLeaving.current = location !== undefined && location.pathname !== pathname;
  }, [location, pathname]);
  return isLeaving;
}

/**
 * List state that lives in the URL, so that a list can be reloaded, shared and returned to.
 * A filter that settles late, after its person has followed a link, does not bring him back.
 */
export function useListState<K extends string>(keys: readonly K[]): ListState<K> {
  const [params] = useSearchParams();
  const navigate = useNavigate();
  const location = useLocation();
  const trail = useMemo(() => (location.state as Trail | null)?.trail ?? [], [location.state]);
  const isLeaving = useIsLeaving(location.pathname);
  const cursor = params.get("cursor") ?? undefined;

  const go = useCallback(
    (next: URLSearchParams, state: Trail, replace: boolean) => {
      if (isLeaving.current) return;
      const query = queryText(next);
      // At once, so that the next press starts from what the address already says.
      void navigate({ search: query ? `?${query}` : "" }, { state, replace, preventScrollReset: replace, flushSync: true });
    },
    [navigate, isLeaving],
  );
  const filters = useMemo(() => {
    const found: Partial<Record<K, string>> = {};
    for (const key of keys) {
      const value = params.get(key);
      if (value) found[key] = value;
    }
    return found;
  }, [keys, params]);
  const setFilters = useCallback(
    (patch: Partial<Record<K, string | undefined>>) =>
      go(patched(params, { ...(patch as Record<string, string | undefined>), cursor: undefined }), {}, true),
    [go, params],
  );
  const clear = useCallback(
    () => go(patched(params, { ...Object.fromEntries(keys.map((key) => [key, undefined])), cursor: undefined }), {}, true),
    [go, keys, params],
  );

  return {
    filters,
    sort: params.get("sort") ?? undefined,
    cursor,
    page: trail.length + 1,
    active: Object.keys(filters).length,
    setFilters,
    clear,
    setSort: (sort) => go(patched(params, { sort, cursor: undefined }), {}, true),
    goNext: (next) => go(patched(params, { cursor: next }), { trail: [...trail, cursor ?? null] }, false),
    goBack: cursor ? () => go(patched(params, { cursor: trail.at(-1) ?? undefined }), { trail: trail.slice(0, -1) }, false) : undefined,
  };
}

/** The setters of single filters: of one value, and of several. */
export function settersOf<K extends string>({ setFilters }: ListState<K>) {
  const set = (key: K) => (value: string): void => setFilters({ [key]: value } as Partial<Record<K, string>>);
  const setMany = (key: K) => (values: string[]): void => set(key)(filterOf(values));
  return { set, setMany };
}
