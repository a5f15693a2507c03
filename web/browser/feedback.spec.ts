import { type BrowserContext, expect, type Page, test } from "./test";

import { ADMIN, browserOf, changing, type FoundCall, operatorNamed, ownCall, ownEvaluator, SUPERVISOR } from "./people";
import { at, makeWav } from "./sound";

test.describe.configure({ timeout: 240_000 });

/** The second of the call that the evaluation points at. */
const MOMENT = 20;
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
async function published(context: BrowserContext, call: FoundCall, recording_id: string, comment: string): Promise<{ id: string; item: string }> {
  const draft = (await sent(context, "/api/evaluations", { data: { call_id: call.id } })) as Made;
  const { sections } = (await (await context.request.get(`/api/scorecards/${draft.scorecard_id}/versions/${draft.scorecard_version_id}`)).json()) as Sections;
  const criteria = sections.flatMap((section) => section.criteria);
  const [first] = criteria;
  const answers = criteria.map(({ key }) => ({ criterion: key, value: 8 }));
  const moments = [{ recording_id, at_seconds: MOMENT, criterion: first?.key, comment }];
  await sent(context, `/api/evaluations/${draft.id}/publish`, { data: { version: draft.version, answers, moments } });
  return { id: draft.id, item: first?.label ?? "" };
}

const status = (page: Page, word: string) => expect(page.getByRole("banner").or(page.locator("main header")).getByText(word, { exact: true })).toBeVisible();

const bell = (page: Page) => page.getByRole("button", { name: /^Avisos/ }).filter({ visible: true });

/** Opens the notice about this call from the bell of a page that was open when it came. */
async function followsNotice(page: Page, says: RegExp, protocol: string): Promise<void> {
  await expect(bell(page)).toHaveAccessibleName(/não lido/);
  await bell(page).click();
  const notice = page.getByRole("dialog", { name: "Últimos avisos" }).getByRole("link", { name: new RegExp(protocol) }).filter({ hasText: says });
  await expect(notice).toContainText("Não lido");
  await notice.click();
  await expect(page.getByRole("heading", { level: 1 })).toContainText(protocol);
}

/** Hears the moment: the sound plays on from its second. */
async function hears(phone: Page, comment: string): Promise<void> {
  await phone.getByRole("listitem").filter({ hasText: comment }).getByRole("button", { name: /^Ouvir em/ }).click();
  await expect(phone.getByRole("button", { name: "Pausar" })).toBeVisible();
  await expect.poll(() => at(phone)).toBeGreaterThanOrEqual(MOMENT + 1);
  await phone.getByRole("button", { name: "Pausar" }).click();
  expect(await at(phone)).toBeLessThan(MOMENT + 15);
}

async function contests(phone: Page, item: string, reason: string): Promise<void> {
  const heard = await at(phone);
  await phone.getByRole("link", { name: "Contestar" }).click();
  await expect(phone.getByRole("heading", { level: 1, name: /^Contestar a monitoria/ })).toBeVisible();
  await phone.getByText(item, { exact: true }).click();
  await expect(phone.getByRole("checkbox", { name: item })).toBeChecked();
  await phone.getByRole("button", { name: "Enviar contestação" }).click();
  await expect(phone.getByText("Escreva por que a resposta deve mudar.")).toBeVisible();
  await phone.getByRole("radiogroup", { name: new RegExp(item) }).getByText("10", { exact: true }).click();
  await phone.getByRole("textbox", { name: /Por quê/ }).fill(reason);
  // The player goes on where it was left on the page before.
  await expect.poll(() => at(phone)).toBe(heard);
  await phone.getByRole("button", { name: "Usar o momento do player" }).click();
  await expect(phone.getByRole("button", { name: /^Retirar o momento 0:[23]\d/ })).toBeVisible();
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

/** A plan that grows out of the evaluation, and its end. */
async function plans(page: Page, objective: string): Promise<void> {
  await page.getByRole("link", { name: "Criar plano de ação" }).click();
  await page.getByLabel(/Objetivo/).fill(objective);
  const aims = page.getByRole("checkbox", { name: /Empatia/ });
  if (!(await aims.isChecked())) await page.getByText("Empatia").first().click();
  await page.getByRole("button", { name: "Criar plano" }).click();
  await expect(page.getByRole("heading", { level: 1, name: /^Plano de / })).toBeVisible();
  await page.getByRole("button", { name: "Concluir" }).click();
  const ending = page.getByRole("alertdialog", { name: "Concluir o plano?" });
  await ending.getByLabel("Como terminou").fill("Combinado cumprido.");
  await ending.getByRole("button", { name: "Concluir" }).click();
  await expect(page.getByText("Concluído", { exact: true })).toBeVisible();
}

test("four people: published, noticed, heard, contested, decided by another, revised, acknowledged, planned, closed", async ({ browser }) => {
  const mark = crypto.randomUUID().slice(0, 8);
  const [comment, reason, why, objective] = [`Aqui repete ${mark}`, `Confirmei antes ${mark}`, `Ouvimos de novo ${mark}`, `Acolher antes ${mark}`];
  const [admin, leader] = [await browserOf(browser, ADMIN), await browserOf(browser, SUPERVISOR)];
  const call = await ownCall(leader);
  const evaluator = await browserOf(browser, await ownEvaluator(admin));
  const own = await browserOf(browser, (await operatorNamed(browser, call.operator_name)).is, PHONE);
  const [phone, decider, publisher, office] = [await own.newPage(), await leader.newPage(), await evaluator.newPage(), await admin.newPage()];

  // Published, and within five seconds known on the page that its operator has open.
  const recording = await recorded(evaluator, call);
  await phone.goto("/evaluations");
  await expect(bell(phone)).toBeVisible();
  const heard = phone.waitForResponse((answer) => answer.url().includes("/api/notifications/pulse"));
  await heard;
  const { id, item } = await published(evaluator, call, recording, comment);
  const address = `/evaluations/${id}`;
  await expect(phone.getByRole("status").filter({ hasText: /Cheg(ou|aram) .* avisos? novos?/ })).toBeAttached({ timeout: 30_000 });
  await expect(phone).toHaveTitle(/^\(\d+\+?\) /);
  await followsNotice(phone, /./, call.protocol);
  await expect(phone.getByText(/^Leia a avaliação e dê ciência até .+ dias úteis\)\.$/)).toBeVisible();
  await hears(phone, comment);
  await decider.goto("/");
  await contests(phone, item, reason);

  // Whoever published it does not decide it, and is not told to; his supervisor is.
  await publisher.goto(address);
  await expect(publisher.getByText(/A decisão é de outra pessoa/)).toBeVisible();
  await expect(publisher.getByRole("link", { name: "Decidir contestação" })).toHaveCount(0);
  await followsNotice(decider, /contest/i, call.protocol);
  await decides(decider, reason, why);
  await status(decider, "Alterada");
  await expect(decider.getByRole("group", { name: "Antes: Revisão 1" })).toContainText("80,00");
  await expect(decider.getByRole("group", { name: "Depois: Revisão 2" })).toContainText("83,33");

  await followsNotice(phone, /decid|decis|revis|alter|mud/i, call.protocol);
  await expect(phone.getByText(why)).toBeVisible();
  await expect(phone.getByRole("group", { name: "Antes: Revisão 1" })).toContainText("80,00");
  const changed = phone.getByRole("list", { name: "O que mudou" }).getByRole("listitem");
  await expect(changed).toHaveCount(1);
  await expect(changed).toContainText(/Subiu.*8 de 10.*10 de 10/s);
  await phone.getByRole("button", { name: "Dar ciência" }).click();
  await phone.getByRole("dialog").getByText("Ciente, mas discordo").click();
  await phone.getByRole("textbox", { name: "Comentário" }).fill(`Obrigado ${mark}`);
  await phone.getByRole("button", { name: "Registrar ciência" }).click();
  await status(phone, "Ciente");

  await publisher.goto(address);
  await expect(publisher.getByText(`Obrigado ${mark}`)).toBeVisible();
  await plans(publisher, objective);

  await office.goto(address);
  await office.getByRole("button", { name: "Encerrar feedback" }).click();
  await office.getByRole("alertdialog").getByRole("button", { name: "Encerrar feedback" }).click();
  await status(office, "Encerrada");
  await expect(office.getByText(/ encerrou o feedback$/)).toBeVisible();
  await phone.goto("/coaching");
  await expect(phone.getByText(objective).filter({ visible: true })).toBeVisible();
  await phone.goto("/notifications");
  const read = phone.getByRole("list", { name: "Avisos" }).getByRole("link", { name: new RegExp(call.protocol) }).last();
  await expect(read).not.toContainText("Não lido");
  for (const context of [own, leader, evaluator, admin]) await context.close();
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
