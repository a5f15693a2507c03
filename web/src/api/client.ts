import axios, { AxiosError, type AxiosRequestConfig, type InternalAxiosRequestConfig } from "axios";

import { readCookie } from "./cookies";
import { slugOf } from "./problem";

/** How a request was sent; kept on its config, so that a repeat knows. */
interface Sent extends InternalAxiosRequestConfig {
  sentWith?: string | undefined;
  repeated?: boolean;
}

const SAFE = new Set(["get", "head", "options"]);
const REFRESH = "/api/auth/refresh";
/** Changes without a session, or that end it: what they answer says nothing about the session. */
const NEVER_REFRESHED = ["/api/auth/login", REFRESH, "/api/auth/logout", "/api/auth/register", "/api/auth/second-factor"];

/** The one way to the server: session cookies, CSRF, idempotency keys, and a session that renews itself once. */
export const http = axios.create({
  timeout: 30_000,
  headers: { Accept: "application/json" },
  paramsSerializer: { indexes: null },
});

const listeners = new Set<() => void>();

/** Calls `listener` when the session has ended and cannot be renewed. Returns the way to stop listening. */
export function onSignedOut(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

const waitingForTerms = new Set<() => void>();

/** Calls `listener` when the server answers nothing until terms are accepted, or a second factor is turned on. Returns the way to stop listening. */
export function onTermsPending(listener: () => void): () => void {
  waitingForTerms.add(listener);
  return () => waitingForTerms.delete(listener);
}

function endsWithAny(url: string | undefined, ends: readonly string[]): boolean {
  const path = (url ?? "").split("?")[0] ?? "";
  return ends.some((end) => path.endsWith(end));
}

function isWithoutSession(config: InternalAxiosRequestConfig | undefined): boolean {
  return config?.method !== "get" && endsWithAny(config?.url, NEVER_REFRESHED);
}

function prepare(config: Sent): Sent {
  const method = (config.method ?? "get").toLowerCase();
  const isRefresh = endsWithAny(config.url, [REFRESH]);
  const token = readCookie(isRefresh ? "csrf_refresh_token" : "csrf_access_token");
  config.sentWith = readCookie("csrf_access_token");
  if (!SAFE.has(method) && token) config.headers.set("X-CSRF-TOKEN", token);
  if (method === "post" && !config.headers.has("Idempotency-Key")) {
    config.headers.set("Idempotency-Key", crypto.randomUUID());
  }
  return config;
}

let refreshing: Promise<void> | null = null;

/** Tabs share the cookies: a lock keeps two of them from spending the same refresh token. */
async function alone<T>(work: () => Promise<T>): Promise<T> {
  return "locks" in navigator ? navigator.locks.request("monitoria.refresh", work) : work();
}

function refreshOnce(sentWith: string | undefined): Promise<void> {
  refreshing ??= alone(async () => {
    const renewedElsewhere = sentWith !== undefined && readCookie("csrf_access_token") !== sentWith;
    if (!renewedElsewhere) await http.post(REFRESH);
  }).finally(() => {
    refreshing = null;
  });
  return refreshing;
}

function canRefresh(error: AxiosError): boolean {
  const config = error.config as Sent | undefined;
  if (error.response?.status !== 401 || !config || config.repeated) return false;
  if (isWithoutSession(config)) return false;
  return slugOf(error.response.data) === "token-expired" || readCookie("csrf_refresh_token") !== undefined;
}

function isOver(error: unknown): boolean {
  return error instanceof AxiosError && error.response !== undefined && error.response.status < 500;
}

function tellSignedOut(error: AxiosError): void {
  if (error.response?.status === 401 && !isWithoutSession(error.config)) {
    listeners.forEach((listener) => listener());
  }
}

async function recover(error: unknown): Promise<unknown> {
  if (!(error instanceof AxiosError)) throw error;
  if (/^(terms|second-factor)-pending$/.test(slugOf(error.response?.data) ?? "")) waitingForTerms.forEach((listener) => listener());
  if (!canRefresh(error)) {
    tellSignedOut(error);
    throw error;
  }
  const config = error.config as Sent;
  try {
    await refreshOnce(config.sentWith);
  } catch (failure) {
    if (!isOver(failure)) throw failure;
    tellSignedOut(error);
    throw error;
  }
  config.repeated = true;
  return http.request(config as AxiosRequestConfig);
}

http.interceptors.request.use(prepare);
http.interceptors.response.use(undefined, recover);
