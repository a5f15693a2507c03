import { expect, type APIRequestContext, type Browser, type BrowserContext, type Page } from "@playwright/test";

/** The people of the sample data. */
export const SUPERVISOR = { username: "supervisor", password: "supervisor123" };
export const ADMIN = { username: "admin", password: "admin123" };

export interface Person {
  username: string;
  password: string;
}

const operator = (username: string): Person => ({ username, password: "operator123" });

export const OPERATORS = ["joão.silva", "ana.santos", "pedro.oliveira", "carla.souza", "lucas.ferreira"].map(operator);

/** Signs in as a person does. */
export async function signIn(page: Page, { username, password }: Person): Promise<void> {
  await page.goto("/sign-in");
  await page.getByLabel("Usuário").fill(username);
  await page.getByRole("textbox", { name: "Senha" }).fill(password);
  await page.getByRole("button", { name: "Entrar" }).click();
  await expect(page.getByRole("navigation", { name: "Navegação principal" })).toBeVisible();
}

/** A browser of its own in which that person is signed in already. */
export async function browserOf(browser: Browser, { username, password }: Person, options: Parameters<Browser["newContext"]>[0] = {}): Promise<BrowserContext> {
  const context = await browser.newContext(options);
  const answer = await context.request.post("/api/auth/login", { data: { username, password, cookie: true } });
  expect(answer.ok()).toBe(true);
  return context;
}

/** What a request that changes something carries besides its body. */
export async function changing(context: BrowserContext): Promise<Record<string, string>> {
  const csrf = (await context.cookies()).find((cookie) => cookie.name === "csrf_access_token");
  return { "X-CSRF-TOKEN": csrf?.value ?? "", "Idempotency-Key": crypto.randomUUID() };
}

export interface FoundCall {
  id: string;
  protocol: string;
  operator_id: string;
  operator_name: string;
}

/** Calls of the sample data without a published evaluation, the latest first. */
export async function callsToEvaluate(request: APIRequestContext, limit = 20): Promise<FoundCall[]> {
  const answer = await request.get("/api/calls", { params: { evaluated: "false", limit } });
  return ((await answer.json()) as { items: FoundCall[] }).items;
}

/** A call of this test alone, so that journeys that run side by side never meet on one. */
export async function ownCall(context: BrowserContext): Promise<FoundCall> {
  const [like] = await callsToEvaluate(context.request, 1);
  const answer = await context.request.post("/api/calls", {
    headers: await changing(context),
    data: { operator_id: like?.operator_id, subject: "Fatura em duplicidade", customer_name: "Francisca das Chagas Albuquerque" },
  });
  expect(answer.status()).toBe(201);
  return (await answer.json()) as FoundCall;
}

/** The person of the sample data whose calls carry that name. */
export async function operatorNamed(browser: Browser, fullName: string): Promise<{ is: Person; other: Person }> {
  const context = await browserOf(browser, ADMIN);
  const answer = await context.request.get("/api/users", { params: { role: "operator", limit: 100 } });
  const { items } = (await answer.json()) as { items: { username: string; full_name: string }[] };
  await context.close();
  const username = items.find((item) => item.full_name === fullName)?.username;
  const is = OPERATORS.find((one) => one.username === username);
  const other = OPERATORS.find((one) => one.username !== username);
  if (!is || !other) throw new Error(`No operator is named ${fullName}`);
  return { is, other };
}

/** An evaluator of this test alone. */
export async function ownEvaluator(admin: BrowserContext): Promise<Person> {
  const person = { username: `avaliadora.${crypto.randomUUID().slice(0, 8)}`, password: "avaliadora123" };
  const answer = await admin.request.post("/api/auth/register", {
    headers: await changing(admin),
    data: { ...person, full_name: "Maria Aparecida Gonçalves de Albuquerque", role: "evaluator" },
  });
  expect(answer.status(), await answer.text()).toBe(201);
  return person;
}
