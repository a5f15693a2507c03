import { AxiosError, AxiosHeaders, type AxiosResponse, type InternalAxiosRequestConfig } from "axios";

import { http } from "@/api/client";

export interface Answer {
  status?: number;
  body?: unknown;
  headers?: Record<string, string>;
}

export type Handler = (config: InternalAxiosRequestConfig) => Answer | Promise<Answer>;

function settle(config: InternalAxiosRequestConfig, answer: Answer): AxiosResponse {
  const response: AxiosResponse = {
    data: answer.body,
    status: answer.status ?? 200,
    statusText: "",
    headers: new AxiosHeaders(answer.headers ?? {}),
    config,
    request: {},
  };
  if (response.status >= 400) throw new AxiosError("refused", "ERR_BAD_REQUEST", config, {}, response);
  return response;
}

/** Lets `handler` answer every request of the client, in place of the network. Returns what was asked. */
export function answerWith(handler: Handler): InternalAxiosRequestConfig[] {
  const asked: InternalAxiosRequestConfig[] = [];
  http.defaults.adapter = async (config) => {
    asked.push(config);
    return settle(config, await handler(config));
  };
  return asked;
}

export function setCookie(name: string, value: string): void {
  document.cookie = `${name}=${value}; path=/`;
}

export function clearCookies(): void {
  for (const pair of document.cookie.split("; ")) document.cookie = `${pair.split("=")[0]}=; path=/; max-age=0`;
}
