import { type BrowserContext, expect, type Page, test } from "./test";

import { ADMIN, browserOf, changing, ownCall, SUPERVISOR } from "./people";

const PASSWORD = "uma-senha-boa";

/** An operator whom nobody knows yet, and who has accepted nothing. */
async function newOperator(admin: BrowserContext): Promise<{ username: string; password: string }> {
  const username = `nova.${crypto.randomUUID().slice(0, 8)}`;
  const data = { username, password: PASSWORD, full_name: "Nova Pessoa", role: "operator" };
  const answer = await admin.request.post("/api/auth/register", { headers: await changing(admin), data });
  expect(answer.status()).toBe(201);
  return { username, password: PASSWORD };
}

async function signInOnly(page: Page, { username, password }: { username: string; password: string }): Promise<void> {
  await page.goto("/sign-in");
  await page.getByLabel("Usuário").fill(username);
  await page.getByRole("textbox", { name: "Senha" }).fill(password);
  await page.getByRole("button", { name: "Entrar" }).click();
}

test("a new operator reads the term once, and then works", async ({ browser, page }) => {
  const admin = await browserOf(browser, ADMIN);
  const person = await newOperator(admin);
  await signInOnly(page, person);
  await expect(page.getByRole("heading", { level: 1, name: "Ciência do monitoramento e da gravação" })).toBeVisible();
  await page.goto("/evaluations");
  await expect(page.getByRole("button", { name: "Li e estou ciente" })).toBeVisible();
  await page.getByRole("button", { name: "Li e estou ciente" }).click();
  await expect(page.getByRole("navigation", { name: "Navegação principal" })).toBeVisible();
  await page.reload();
  await expect(page.getByRole("heading", { level: 1, name: "Monitorias" })).toBeVisible();

  const trail = await admin.newPage();
  await trail.goto(`/audit?q=${person.username}`);
  await expect(trail.getByRole("row", { name: /cadastrou nova\./ })).toBeVisible();
  await trail.goto("/audit?kind=term");
  await expect(trail.getByRole("row", { name: /Nova Pessoa deu ciência da versão 1/ }).first()).toBeVisible();
  await admin.close();
});

test("the customer's document is masked until somebody says why he needs it", async ({ browser }) => {
  const context = await browserOf(browser, SUPERVISOR);
  const { id } = await ownCall(context);
  const call = (await (await context.request.get(`/api/calls/${id}`)).json()) as { version: number };
  const data = { version: call.version, customer_document: "529.982.247-25" };
  expect((await context.request.put(`/api/calls/${id}`, { headers: await changing(context), data })).status()).toBe(200);
  const page = await context.newPage();
  await page.goto(`/calls/${id}`);
  await expect(page.getByText("•••.•••.•••-25")).toBeVisible();
  await page.getByRole("link", { name: "Editar" }).click();
  await page.getByLabel("Nome").fill("Francisca Albuquerque");
  await page.getByRole("button", { name: "Salvar chamada" }).or(page.getByRole("button", { name: "Salvar" })).first().click();
  await expect(page.getByText("Francisca Albuquerque")).toBeVisible();
  await page.getByRole("button", { name: "Ver os dados mascarados" }).click();
  await page.getByLabel("Por que você precisa deles").fill("Devolver o valor");
  await page.getByRole("button", { name: "Ver", exact: true }).click();
  await expect(page.getByText("529.982.247-25")).toBeVisible();
  await context.close();
});

test("a request of a data subject is registered and answered", async ({ browser }) => {
  const context = await browserOf(browser, ADMIN);
  const page = await context.newPage();
  const who = `Titular ${crypto.randomUUID().slice(0, 8)}`;
  await page.goto("/privacy?tab=requests");
  await page.getByRole("button", { name: "Registrar pedido" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Titular").fill(who);
  await dialog.getByRole("button", { name: "Registrar pedido" }).click();
  await page.getByRole("button", { name: `Responder: ${who}` }).click();
  await dialog.getByLabel("Resposta").fill("Enviado por e-mail.");
  await dialog.getByRole("button", { name: "Salvar" }).click();
  await expect(page.getByRole("row", { name: new RegExp(`${who}.*Respondido`) })).toBeVisible();
  await context.close();
});
