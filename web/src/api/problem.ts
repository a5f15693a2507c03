import { isAxiosError } from "axios";
import i18next from "i18next";

import { getLocale } from "@/lib/locale";

export interface FieldIssue {
  /** A JSON pointer into the body that was sent: `/answers/0/value`. */
  pointer: string;
  message: string;
  rule: string;
}

/** What went wrong, in the shape of RFC 9457. `slug` is the last part of `type`: match on it, never on texts. */
export interface Problem {
  slug: string;
  title: string;
  status: number;
  detail: string | undefined;
  errors: FieldIssue[];
  requestId: string | undefined;
  retryAfterSeconds: number | undefined;
}

type Bag = Record<string, unknown>;

function isBag(value: unknown): value is Bag {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function text(value: unknown): string | undefined {
  return typeof value === "string" && value !== "" ? value : undefined;
}

/** The slug of a problem body, or undefined when the body is no problem. */
export function slugOf(body: unknown): string | undefined {
  if (!isBag(body)) return undefined;
  return text(body["type"])?.split("/").filter(Boolean).at(-1);
}

function issuesOf(value: unknown): FieldIssue[] {
  if (!Array.isArray(value)) return [];
  return value.filter(isBag).map((issue) => ({
    pointer: text(issue["pointer"]) ?? "",
    message: text(issue["message"]) ?? "",
    rule: text(issue["rule"]) ?? "",
  }));
}

function seconds(header: unknown): number | undefined {
  const value = Number(header);
  return header !== undefined && header !== null && Number.isFinite(value) ? value : undefined;
}

function nameless(status: number): string {
  if (status === 0) return "offline";
  if (status === 429) return "too-many-requests";
  return status === 502 || status === 503 || status === 504 ? "unavailable" : "unexpected";
}

/** Turns whatever a request threw into a problem; a request that got no answer is `offline`, with status 0. */
export function toProblem(error: unknown): Problem {
  const response = isAxiosError(error) ? error.response : undefined;
  const status = response?.status ?? (isAxiosError(error) ? 0 : 500);
  const body: Bag = isBag(response?.data) ? response.data : {};
  return {
    slug: slugOf(body) ?? nameless(status),
    title: text(body["title"]) ?? "",
    status,
    detail: text(body["detail"]),
    errors: issuesOf(body["errors"]),
    requestId: text(body["request_id"]),
    retryAfterSeconds: seconds(response?.headers["retry-after"]),
  };
}

function translated(key: string): string | undefined {
  const full = `problems:${key}`;
  const exists = i18next.exists(full, { lng: getLocale(), fallbackLng: [] });
  return exists ? (i18next.t as (key: string) => string)(full) : undefined;
}

function wait(problem: Problem): string {
  const left = problem.retryAfterSeconds;
  if (left === undefined) return "";
  const minutes = Math.ceil(left / 60);
  return left < 90
    ? ` ${i18next.t("problems:retryIn", { count: left })}`
    : ` ${i18next.t("problems:retryInMinutes", { count: minutes })}`;
}

/** One sentence for the person: the server's own in Portuguese, translated by type in English. */
export function problemText(problem: Problem): string {
  const theirs = problem.detail ?? (problem.title || undefined);
  const ours = translated(`type.${problem.slug}`);
  const sentence = getLocale() === "pt-BR" ? (theirs ?? ours) : (ours ?? theirs);
  return (sentence ?? translated("type.unexpected") ?? "") + wait(problem);
}

export function issueText(issue: FieldIssue): string {
  return getLocale() === "pt-BR" ? issue.message : (translated(`rule.${issue.rule}`) ?? issue.message);
}

/** `/answers/0/value` as the name a form gives that field: `answers.0.value`. */
export function fieldName(pointer: string): string {
  return pointer
    .replace(/^\//, "")
    .split("/")
    .map((part) => part.replaceAll("~1", "/").replaceAll("~0", "~"))
    .join(".");
}

/** The first message for every field that the problem points at. */
export function fieldErrors(problem: Problem): Record<string, string> {
  const found: Record<string, string> = {};
  for (const issue of problem.errors) found[fieldName(issue.pointer)] ??= issueText(issue);
  return found;
}
