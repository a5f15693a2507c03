import { type BrowserContext, expect, type Page, test } from "@playwright/test";

import { ADMIN, browserOf, changing, type FoundCall, operatorNamed, ownCall, SUPERVISOR } from "./people";
import { makeWav } from "./sound";

test.describe.configure({ timeout: 120_000 });

const PHONE = { viewport: { width: 390, height: 844 } };

interface Sections {
  sections: { criteria: { key: string; label: string }[] }[];
}

interface Made {
  id: string;
  version: number;
  scorecard_id: string;
  scorecard_version_id: string;
}

async function sent(context: BrowserContext, path: string, body: object): Promise<unknown> {
  const headers = await changing(context);
  const answer = await context.request.post(path, { headers, ...body });
  expect(answer.ok(), `${path}: ${await answer.text()}`).toBe(true);
  return answer.json();
}

async function recorded(context: BrowserContext, call: FoundCall): Promise<string> {
  const file = { name: "ligação.wav", mimeType: "audio/wav", buffer: makeWav(40, undefined, Date.now() % 1_000_000) };
  const { id } = (await sent(context, `/api/calls/${call.id}/recordings`, { multipart: { file } })) as { id: string };
  const status = async () => ((await (await context.request.get(`/api/calls/${call.id}/recordings`)).json()) as { items: { status: string }[] }).items[0]?.status;
  await expect.poll(status, { timeout: 30_000 }).toBe("ready");
  return id;
}

/** An evaluation of eight on every item, with a moment on the first; and the label of that item. */
async function published(context: BrowserContext, call: FoundCall, comment: string): Promise<{ id: string; item: string }> {
  const recording_id = await recorded(context, call);
  const draft = (await sent(context, "/api/evaluations", { data: { call_id: call.id } })) as Made;
  const { sections } = (await (await context.request.get(`/api/scorecards/${draft.scorecard_id}/versions/${draft.scorecard_version_id}`)).json()) as Sections;
  const criteria = sections.flatMap((section) => section.criteria);
  const [first] = criteria;
  const answers = criteria.map(({ key }) => ({ criterion: key, value: 8 }));
  const moments = [{ recording_id, at_seconds: 20, criterion: first?.key, comment }];
  await sent(context, `/api/evaluations/${draft.id}/publish`, { data: { version: draft.version, answers, moments } });
  return { id: draft.id, item: first?.label ?? "" };
}

const status = (page: Page, word: string) => expect(page.getByRole("banner").or(page.locator("main header")).getByText(word, { exact: true })).toBeVisible();

async function contests(phone: Page, item: string, comment: string, reason: string): Promise<void> {
  const moment = phone.getByRole("listitem").filter({ hasText: comment });
  await moment.getByRole("button", { name: /^Ouvir em/ }).click();
  await expect(phone.getByRole("button", { name: "Pausar" })).toBeVisible();
  await phone.getByRole("link", { name: "Contestar" }).click();
  await expect(phone.getByRole("heading", { level: 1, name: /^Contestar a monitoria/ })).toBeVisible();
  await phone.getByText(item, { exact: true }).click();
  await expect(phone.getByRole("checkbox", { name: item })).toBeChecked();
  await phone.getByRole("button", { name: "Enviar contestação" }).click();
  await expect(phone.getByText("Escreva por que a resposta deve mudar.")).toBeVisible();
  await phone.getByRole("radiogroup", { name: new RegExp(item) }).getByText("10", { exact: true }).click();
  await phone.getByRole("textbox", { name: /Por quê/ }).fill(reason);
  await phone.getByRole("button", { name: "Usar o momento do player" }).click();
  await expect(phone.getByRole("button", { name: /^Retirar o momento/ })).toBeVisible();
  // What was written outlives leaving the page.
  await phone.reload();
  await expect(phone.getByRole("textbox", { name: /Por quê/ })).toHaveValue(reason);
  await phone.getByRole("button", { name: "Enviar contestação" }).click();
  await expect(phone.getByRole("heading", { level: 1, name: /^Monitoria de/ })).toBeVisible();
  await status(phone, "Contestada");
  await expect(phone.getByRole("link", { name: "Contestar" })).toHaveCount(0);
  await phone.locator("input[type=file]").setInputFiles({ name: "anotação.txt", mimeType: "text/plain", buffer: Buffer.from(reason) });
  await expect(phone.getByRole("link", { name: "anotação.txt" })).toBeVisible();
}

async function decides(page: Page, reason: string, why: string): Promise<void> {
  await page.getByRole("link", { name: "Decidir contestação" }).click();
  await expect(page.getByText(reason)).toBeVisible();
  await expect(page.getByRole("link", { name: "anotação.txt" })).toBeVisible();
  await page.getByRole("button", { name: "Registrar decisão" }).click();
  await expect(page.getByText("Decida este item.")).toBeVisible();
  await page.getByText("Aceitar a resposta do atendente").click();
  await expect(page.getByText("Nova nota")).toBeVisible();
  await page.getByRole("textbox", { name: /Razão da decisão/ }).fill(why);
  await page.getByRole("button", { name: "Registrar decisão" }).click();
  await expect(page.getByRole("heading", { level: 1, name: /^Monitoria de/ })).toBeVisible();
}

test("an evaluation is heard, contested, decided by another, acknowledged and closed", async ({ browser }) => {
  const mark = crypto.randomUUID().slice(0, 8);
  const [comment, reason, why] = [`Aqui repete ${mark}`, `Confirmei antes ${mark}`, `Ouvimos de novo ${mark}`];
  const leader = await browserOf(browser, SUPERVISOR);
  const call = await ownCall(leader);
  const { id, item } = await published(leader, call, comment);
  const address = `/evaluations/${id}`;
  const { is } = await operatorNamed(browser, call.operator_name);
  const [own, admin] = [await browserOf(browser, is, PHONE), await browserOf(browser, ADMIN)];

  const phone = await own.newPage();
  await phone.goto(address);
  await expect(phone.getByText(/^Leia a avaliação e dê ciência até .+ dias úteis\)\.$/)).toBeVisible();
  await contests(phone, item, comment, reason);

  const publisher = await leader.newPage();
  await publisher.goto(address);
  await expect(publisher.getByText(/A decisão é de outra pessoa/)).toBeVisible();
  await expect(publisher.getByRole("link", { name: "Decidir contestação" })).toHaveCount(0);
  await expect(publisher.getByRole("link", { name: "Criar plano de ação" })).toHaveAttribute("href", `/coaching/new?evaluation_id=${id}`);

  const other = await admin.newPage();
  await other.goto(address);
  await decides(other, reason, why);
  await status(other, "Alterada");
  await expect(other.getByRole("group", { name: "Antes: Revisão 1" })).toContainText("80,00");
  await expect(other.getByRole("group", { name: "Depois: Revisão 2" })).toContainText("83,33");
  const changed = other.getByRole("list", { name: "O que mudou" }).getByRole("listitem");
  await expect(changed).toHaveCount(1);
  await expect(changed).toContainText(/Subiu.*8 de 10.*10 de 10/s);

  await phone.goto(address);
  await expect(phone.getByText(why)).toBeVisible();
  await phone.getByRole("button", { name: "Dar ciência" }).click();
  await phone.getByRole("dialog").getByText("Ciente, mas discordo").click();
  await phone.getByRole("textbox", { name: "Comentário" }).fill(`Obrigado ${mark}`);
  await phone.getByRole("button", { name: "Registrar ciência" }).click();
  await status(phone, "Ciente");

  await publisher.goto(address);
  await expect(publisher.getByText(`Obrigado ${mark}`)).toBeVisible();
  await publisher.getByRole("button", { name: "Encerrar feedback" }).click();
  await publisher.getByRole("alertdialog").getByRole("button", { name: "Encerrar feedback" }).click();
  await status(publisher, "Encerrada");
  await expect(publisher.getByRole("button", { name: "Encerrar feedback" })).toHaveCount(0);
  for (const context of [own, admin, leader]) await context.close();
});

test("a holiday is added, stands in its year, and is removed", async ({ browser }) => {
  const context = await browserOf(browser, ADMIN);
  const page = await context.newPage();
  const name = `Padroeira ${crypto.randomUUID().slice(0, 8)}`;
  const day = 1 + (Date.now() % 28);
  await page.goto("/settings");
  await page.getByRole("link", { name: "Ver os feriados" }).click();
  await page.getByRole("button", { name: "Novo feriado" }).click();
  await page.getByLabel(/^Data/).fill(`2030-08-${String(day).padStart(2, "0")}`);
  await page.getByRole("textbox", { name: /^Feriado/ }).fill(name);
  await page.getByRole("button", { name: "Incluir feriado" }).click();
  await expect(page).toHaveURL(/year=2030/);
  await page.getByRole("button", { name: `Remover ${name}` }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: "Remover" }).click();
  await expect(page.getByText(name)).toHaveCount(0);
  await page.getByRole("button", { name: "Incluir os nacionais de 2030" }).click();
  await expect(page.getByText("Tiradentes")).toBeVisible();
  await context.close();
});
