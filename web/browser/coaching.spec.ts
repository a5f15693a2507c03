import { type BrowserContext, expect, type Page, test } from "./test";

import { browserOf, changing, operatorNamed, ownCall, SUPERVISOR } from "./people";

interface Published {
  id: string;
  operator: string;
}

/** An evaluation of this test alone, low in empathy. */
async function publishedEvaluation(context: BrowserContext): Promise<Published> {
  const call = await ownCall(context);
  const values = { greeting: 9, communication: 8, problem_solving: 9, empathy: 3, procedures: 9, closing: 8 };
  const answers = Object.entries(values).map(([criterion, value]) => ({ criterion, value }));
  const answer = await context.request.post("/api/evaluations", {
    headers: await changing(context),
    data: { call_id: call.id, answers, publish: true },
  });
  expect(answer.status()).toBe(201);
  return { id: ((await answer.json()) as { id: string }).id, operator: call.operator_name };
}

async function note(page: Page, text: string, reader: RegExp): Promise<void> {
  await page.getByLabel("Nova anotação").fill(text);
  await page.getByText(reader).click();
  await page.getByRole("button", { name: "Anotar" }).click();
  await expect(page.getByText(text)).toBeVisible();
  await expect(page.getByLabel("Nova anotação")).toHaveValue("");
}

test("a plan made from an evaluation is worked on by its operator, talked about, concluded and compared", async ({ browser }) => {
  const lead = await browserOf(browser, SUPERVISOR);
  const page = await lead.newPage();
  const evaluation = await publishedEvaluation(lead);
  const mark = crypto.randomUUID().slice(0, 8);
  const [objective, shared, secret] = [`Acolher antes de resolver ${mark}`, `Começar pelas faturas ${mark}`, `Falar com o turno ${mark}`];

  await page.goto(`/evaluations/${evaluation.id}`);
  await page.getByRole("link", { name: "Criar plano de ação" }).click();
  await expect(page.getByRole("checkbox", { name: /Empatia/ })).toBeChecked();
  await expect(page.getByRole("checkbox", { name: /Saudação/ })).not.toBeChecked();
  await page.getByRole("button", { name: "Criar plano" }).click();
  await expect(page.getByText("Escreva o objetivo.")).toBeVisible();
  await page.getByLabel(/Objetivo/).fill(objective);
  await page.getByLabel("Ações").fill("Ouvir duas chamadas\nUsar a frase de acolhimento");
  await page.getByRole("button", { name: "Criar plano" }).click();
  await expect(page.getByRole("heading", { level: 1, name: `Plano de ${evaluation.operator}` })).toBeVisible();
  const plan = new URL(page.url()).pathname;
  await note(page, shared, /^Compartilhada: /);
  await note(page, secret, /^Privada: /);

  const { is, other } = await operatorNamed(browser, evaluation.operator);
  const own = await browserOf(browser, is, { viewport: { width: 390, height: 844 } });
  const phone = await own.newPage();
  await phone.goto("/");
  await phone.getByRole("link", { name: new RegExp(objective) }).first().click();
  await expect(phone.getByText(shared)).toBeVisible();
  await expect(phone.getByText(secret)).toHaveCount(0);
  await phone.getByText("Ouvir duas chamadas").click();
  await expect(phone.getByText("1 de 2")).toBeVisible();
  await expect(phone.getByText("Em andamento")).toBeVisible();

  const stranger = await browserOf(browser, other);
  expect((await stranger.request.get(`/api${plan.replace("/coaching/", "/coaching/plans/")}`)).status()).toBe(404);
  await stranger.close();

  await page.reload();
  await expect(page.getByText("1 de 2")).toBeVisible();
  await page.getByRole("button", { name: "Registrar encontro" }).click();
  const dialog = page.getByRole("dialog", { name: "Registrar encontro" });
  await dialog.getByLabel("O que foi conversado").fill(`Ouvimos juntos ${mark}`);
  await dialog.getByRole("button", { name: "Registrar encontro" }).click();
  await expect(dialog).toHaveCount(0);
  await expect(page.getByText("Espera a ciência do atendente")).toBeVisible();
  await page.getByRole("button", { name: "Concluir" }).click();
  const ending = page.getByRole("alertdialog", { name: "Concluir o plano?" });
  await ending.getByLabel("Como terminou").fill("Combinado cumprido.");
  await ending.getByRole("button", { name: "Concluir" }).click();
  await expect(page.getByText("Concluído", { exact: true })).toBeVisible();
  await expect(page.getByRole("heading", { name: "Antes e depois do plano" })).toBeVisible();
  await expect(page.getByText(/ficou fora do “antes”/)).toBeVisible();
  await page.getByRole("button", { name: "Ver como tabela" }).click();
  await expect(page.getByRole("table", { name: "Antes e depois do plano" })).toBeVisible();
  await lead.close();

  await phone.reload();
  await phone.getByRole("button", { name: "Dar ciência" }).click();
  await expect(phone.getByText(/^Ciente em/)).toBeVisible();
  await own.close();
});
