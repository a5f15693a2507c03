import { isAxiosError } from "axios";

import { http } from "@/api/client";
import { type ExportBody, requestBatch, requestExport } from "@/api/generated";
import { getLocale } from "@/lib/locale";

export type ExportFormat = "csv" | "csv-intl" | "xlsx";
export type Filters = Readonly<Record<string, unknown>>;

/** Every list that can be taken along, and where. */
export const ADDRESSES = {
  calls: "/api/calls/export",
  evaluations: "/api/evaluations/export",
  answers: "/api/evaluations/answers/export",
  users: "/api/users/export",
  teams: "/api/teams/export",
  scorecards: "/api/scorecards/export",
  plans: "/api/coaching/plans/export",
  audit: "/api/audit/export",
  imports: "/api/imports/export",
  categories: "/api/categories/export",
  holidays: "/api/holidays/export",
  holds: "/api/privacy/holds/export",
  "data-requests": "/api/privacy/requests/export",
} as const;
export type ListName = keyof typeof ADDRESSES;

const PAGES = new Set(["limit", "cursor"]);

/** The filters of a list's query, without its pages: a file has none. */
export function filtersOf(query: Filters): Record<string, string | string[]> {
  const kept = Object.entries(query).filter(([name, value]) => !PAGES.has(name) && value !== undefined && value !== null && value !== "");
  return Object.fromEntries(kept.map(([name, value]) => [name, Array.isArray(value) ? value.map(String) : String(value)]));
}

function fileName(disposition: unknown): string | undefined {
  const found = typeof disposition === "string" ? /filename\*=UTF-8''([^;]+)/.exec(disposition)?.[1] : undefined;
  return found && decodeURIComponent(found);
}

/** What a refusal says arrives as bytes too, because bytes were asked for. */
async function readable(error: unknown): Promise<unknown> {
  if (isAxiosError(error) && error.response?.data instanceof Blob) {
    try {
      error.response.data = JSON.parse(await error.response.data.text()) as unknown;
    } catch {
      // no problem of ours: its status says enough
    }
  }
  return error;
}

/** Fetches the file of a list and hands it to the browser to be saved. */
export async function takeList(list: ListName, format: ExportFormat, query: Filters): Promise<void> {
  const params = { ...filtersOf(query), format, lang: getLocale() };
  await takeFile(ADDRESSES[list], params, `${list}.${format === "xlsx" ? "xlsx" : "csv"}`);
}

/** Fetches a file and hands it to the browser to be saved, under the server's name for it. */
export async function takeFile(address: string, params: Filters, name: string): Promise<void> {
  try {
    const answer = await http.get<Blob>(address, { params, responseType: "blob", timeout: 0 });
    const link = document.createElement("a");
    link.href = URL.createObjectURL(answer.data);
    link.download = fileName(answer.headers["content-disposition"]) ?? name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
  } catch (error) {
    throw await readable(error);
  }
}

/** Has the sheets of what the list of evaluations shows put into one ZIP in the background. */
export async function askForSheets(query: Filters): Promise<void> {
  await requestBatch({ body: { filters: filtersOf(query), lang: getLocale() } });
}

/** Has the file made in the background. */
export async function askForList(list: ListName, format: ExportFormat, query: Filters): Promise<void> {
  const body: ExportBody = { list, format, lang: getLocale(), filters: filtersOf(query) };
  await requestExport({ body });
}
