import { useCallback, useMemo } from "react";
import { useLocation, useNavigate, useSearchParams } from "react-router";

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

/** List state that lives in the URL, so that a list can be reloaded, shared and returned to. */
export function useListState<K extends string>(keys: readonly K[]): ListState<K> {
  const [params] = useSearchParams();
  const navigate = useNavigate();
  const location = useLocation();
  const trail = useMemo(() => (location.state as Trail | null)?.trail ?? [], [location.state]);
  const cursor = params.get("cursor") ?? undefined;

  const go = useCallback(
    (next: URLSearchParams, state: Trail, replace: boolean) => {
      const query = queryText(next);
      void navigate({ search: query ? `?${query}` : "" }, { state, replace, preventScrollReset: replace });
    },
    [navigate],
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
