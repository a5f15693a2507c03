import { type APIRequestContext, expect, type Locator, type Page } from "@playwright/test";

/** The rows of the server, read one by one: what the charts must say the same of. */
export interface RawEvaluation {
  id: string;
  call_id: string;
  operator_name: string;
  evaluator_name: string;
  overall_score: number | null;
  has_fatal: boolean;
  dated_at: string;
}

export interface RawAnswer {
  key: string;
  p: number | null;
  applied_weight: number;
}

export interface Rows {
  evaluations: RawEvaluation[];
  /** The scored answers of each evaluation, by its id. */
  answers: Map<string, RawAnswer[]>;
}

interface Page_<T> {
  items: T[];
  next_cursor?: string | null;
}

const ZONE = "America/Sao_Paulo";

/** The local day of an instant. */
export function dayOf(instant: string | Date): string {
  return new Intl.DateTimeFormat("en-CA", { timeZone: ZONE }).format(new Date(instant));
}

export function moved(day: string, days: number): string {
  return new Date(Date.parse(day) + days * 86_400_000).toISOString().slice(0, 10);
}

/** Up to yesterday: what other journeys publish meanwhile is of today. */
export function quietPeriod(): { from: string; to: string } {
  const to = moved(dayOf(new Date()), -1);
  return { from: moved(to, -89), to };
}

export async function everyRow<T>(request: APIRequestContext, list: string, params: Record<string, string>): Promise<T[]> {
  const found: T[] = [];
  let cursor: string | undefined;
  do {
    const answer = await request.get(`/api/${list}`, { params: { ...params, limit: 100, ...(cursor ? { cursor } : {}) } });
    expect(answer.ok()).toBe(true);
    const page = (await answer.json()) as Page_<T>;
    found.push(...page.items);
    cursor = page.next_cursor ?? undefined;
  } while (cursor);
  return found;
}

const read = new Map<string, RawAnswer[]>();

async function answersOf(request: APIRequestContext, id: string): Promise<RawAnswer[]> {
  const known = read.get(id);
  if (known) return known;
  const { criteria } = (await (await request.get(`/api/evaluations/${id}`)).json()) as { criteria: RawAnswer[] };
  const scored = criteria.filter(({ p }) => p !== null);
  read.set(id, scored);
  return scored;
}

export async function readRows(request: APIRequestContext, period: { from: string; to: string }): Promise<Rows> {
  const evaluations = await everyRow<RawEvaluation>(request, "evaluations", { published: "true", ...period });
  const answers = new Map<string, RawAnswer[]>();
  for (const { id } of evaluations) answers.set(id, await answersOf(request, id));
  return { evaluations, answers };
}

export interface RawContest {
  opened_at: string;
  items: { criterion: string; asked: object | null; decision: "uphold" | "accept" | "replace" | null }[];
}

export interface RawDetail {
  status: string;
  acknowledgements: unknown[];
  contests: RawContest[];
}

/** What became of each evaluation; never kept, as journeys beside this one read and contest. */
export async function detailsOf(request: APIRequestContext, evaluations: readonly RawEvaluation[]): Promise<RawDetail[]> {
  const found: RawDetail[] = [];
  for (const { id } of evaluations) found.push((await (await request.get(`/api/evaluations/${id}`)).json()) as RawDetail);
  return found;
}

/** How many rows stand behind a link to a list, asked of the server as the page of the list asks. */
export async function countBehind(request: APIRequestContext, href: string): Promise<number> {
  const { pathname, searchParams } = new URL(href, "http://list");
  const query = new URLSearchParams([...searchParams].flatMap(([key, value]) => (key.endsWith("_to") || key.endsWith("_from") ? [[key, value]] : value.split(",").map((one) => [key, one]))));
  const answer = await request.get(`/api${pathname}?${query}`);
  expect(answer.ok(), href).toBe(true);
  return ((await answer.json()) as { total: number }).total;
}

/** The hrefs of the rows of a table, each with what the row says. */
export async function linkedRows(table: Locator): Promise<{ href: string | null; cells: string[] }[]> {
  await expect(table.locator("tbody tr").first()).toBeVisible();
  return table.locator("tbody tr").evaluateAll((rows) =>
    rows.map((row) => ({ href: row.querySelector("th a")?.getAttribute("href") ?? null, cells: [...row.querySelectorAll("th, td")].map((cell) => (cell.textContent ?? "").trim()) })),
  );
}

/** Pearson's r with Fisher's 95 % interval. */
export function correlated(pairs: readonly (readonly [number, number])[]): { r: number; low: number; high: number } {
  const [mx, my] = [mean(pairs.map(([x]) => x)), mean(pairs.map(([, y]) => y))];
  const sum = (of: (x: number, y: number) => number): number => pairs.reduce((total, [x, y]) => total + of(x - mx, y - my), 0);
  const r = sum((x, y) => x * y) / Math.sqrt(sum((x) => x * x) * sum((_, y) => y * y));
  const reach = 1.959964 / Math.sqrt(pairs.length - 3);
  return { r, low: Math.tanh(Math.atanh(r) - reach), high: Math.tanh(Math.atanh(r) + reach) };
}

export function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** A number as the screen writes it. */
export function written(value: number, digits = 1): string {
  return new Intl.NumberFormat("pt-BR", { minimumFractionDigits: digits, maximumFractionDigits: digits }).format(value);
}

export function grouped<T>(items: readonly T[], keyOf: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) groups.set(keyOf(item), [...(groups.get(keyOf(item)) ?? []), item]);
  return groups;
}

/** The card of a chart, read as a table. */
export async function openTable(page: Page, title: RegExp): Promise<Locator> {
  const card = page.locator("section").filter({ has: page.getByRole("heading", { level: 2, name: title }) });
  await card.getByRole("button", { name: "Ver como tabela" }).click();
  return card.getByRole("table");
}

/** What a table says: each row's label and cells. */
export async function cellsOf(table: Locator): Promise<string[][]> {
  await expect(table.locator("tbody tr").first()).toBeVisible();
  return table.locator("tbody tr").evaluateAll((rows) => rows.map((row) => [...row.querySelectorAll("th, td")].map((cell) => (cell.textContent ?? "").trim())));
}
