import { type BrowserContext, expect, type Page, test as base } from "./test";

import { browserOf, type FoundCall, ownCall, SUPERVISOR } from "./people";

const test = base.extend<{ context: BrowserContext; call: FoundCall; scoring: Page }>({
  context: async ({ browser }, use) => {
    const context = await browserOf(browser, SUPERVISOR);
    await use(context);
    await context.close();
  },
  call: async ({ context }, use) => use(await ownCall(context)),
  scoring: async ({ context, call }, use) => {
    const page = await context.newPage();
    await page.goto(`/calls/${call.id}/evaluate`);
    await expect(page.getByRole("radiogroup", { name: /Saudação/ })).toBeVisible();
    await use(page);
  },
});

const state = (page: Page) => page.getByTestId("save-state");
const score = (page: Page, item: RegExp, value: string) => page.getByRole("radiogroup", { name: item }).getByRole("radio", { name: value, exact: true });

async function type(page: Page, ...keys: string[]): Promise<void> {
  for (const key of keys) await page.keyboard.press(key);
}

async function draftOf(context: BrowserContext, call: FoundCall): Promise<Record<string, number | null>> {
  const list = (await (await context.request.get("/api/evaluations", { params: { call_id: call.id } })).json()) as { items: { id: string }[] };
  expect(list.items).toHaveLength(1);
  const one = (await (await context.request.get(`/api/evaluations/${list.items[0]?.id ?? ""}`)).json()) as { answers: { criterion: string; value: number | null }[] };
  return Object.fromEntries(one.answers.map(({ criterion, value }) => [criterion, value]));
}

test("a dropped connection loses nothing: answers wait here and go when it returns", async ({ context, call, scoring }) => {
  await type(scoring, "8");
  await expect(state(scoring)).toHaveText(/^Salvo às/);
  await context.setOffline(true);
  await type(scoring, "ArrowDown", "7", "ArrowDown", "9", "ArrowDown", "6");
  await expect(state(scoring)).toHaveText("Sem conexão: 3 respostas guardadas neste computador");
  await expect(scoring.getByText("Desatualizada").first()).toBeVisible();
  await scoring.keyboard.press("Control+Enter");
  await expect(score(scoring, /Procedimentos/, "0")).toBeFocused();
  await context.setOffline(false);
  await expect(state(scoring)).toHaveText(/^Salvo às/, { timeout: 20_000 });
  expect(await draftOf(context, call)).toEqual({ greeting: 8, communication: 7, problem_solving: 9, empathy: 6 });
});

test("answers given without a connection survive closing the page", async ({ context, call, scoring }) => {
  await context.setOffline(true);
  await type(scoring, "5", "ArrowDown", "4", "c");
  await scoring.keyboard.type("Falou rápido demais.");
  await expect(state(scoring)).toHaveText("Sem conexão: 2 respostas guardadas neste computador");
  await scoring.close();
  await context.setOffline(false);
  const again = await context.newPage();
  await again.goto(`/calls/${call.id}/evaluate`);
  await expect(score(again, /Saudação/, "5")).toBeChecked();
  await expect(again.getByText("Falou rápido demais.")).toBeVisible();
  await expect(state(again)).toHaveText(/^Salvo às/);
  expect(await draftOf(context, call)).toEqual({ greeting: 5, communication: 4 });
});

test("opening it again continues the same draft, and another window's answers are put together", async ({ context, call, scoring }) => {
  await type(scoring, "8");
  await expect(state(scoring)).toHaveText(/^Salvo às/);
  const second = await context.newPage();
  await second.goto(`/calls/${call.id}/evaluate`);
  await expect(score(second, /Saudação/, "8")).toBeChecked();
  await score(second, /Empatia/, "3").check({ force: true });
  await expect(state(second)).toHaveText(/^Salvo às/);
  await expect.poll(() => draftOf(context, call)).toEqual({ greeting: 8, empathy: 3 });
  await type(scoring, "ArrowDown", "6");
  await expect(score(scoring, /Empatia/, "3")).toBeChecked();
  await expect.poll(() => draftOf(context, call)).toEqual({ greeting: 8, communication: 6, empathy: 3 });
});

test("the same item answered in two windows asks which answer holds", async ({ context, call, scoring }) => {
  await type(scoring, "8");
  await expect(state(scoring)).toHaveText(/^Salvo às/);
  const second = await context.newPage();
  await second.goto(`/calls/${call.id}/evaluate`);
  await score(second, /Saudação/, "2").check({ force: true });
  await expect.poll(() => draftOf(context, call)).toEqual({ greeting: 2 });
  await type(scoring, "9");
  const dialog = scoring.getByRole("alertdialog");
  await expect(dialog).toContainText("Você respondeu isto também em outro lugar");
  await dialog.getByRole("button", { name: "Valem as desta tela" }).click();
  await expect.poll(() => draftOf(context, call)).toEqual({ greeting: 9 });
});

test("what is missing is pointed at and gets the focus", async ({ scoring }) => {
  await type(scoring, "8", "ArrowDown", "ArrowDown", "7");
  await scoring.getByRole("button", { name: "Concluir", exact: true }).click();
  await expect(scoring.getByText("Faltam 4 itens para concluir:")).toBeVisible();
  await expect(score(scoring, /Comunicação/, "0")).toBeFocused();
  await expect(scoring.getByText("Responda este item.")).toHaveCount(4);
  await type(scoring, "5");
  await expect(scoring.getByText("Faltam 3 itens para concluir:")).toBeVisible();
});

test("letters are text inside a comment, and keys outside it", async ({ scoring }) => {
  await type(scoring, "8", "c");
  await scoring.keyboard.type("nota 10, sem z nem c?");
  await expect(scoring.getByRole("textbox", { name: /Comentário sobre Saudação/ })).toHaveValue("nota 10, sem z nem c?");
  await expect(score(scoring, /Saudação/, "8")).toBeChecked();
  await type(scoring, "Escape", "?");
  await expect(scoring.getByRole("dialog", { name: "Teclas desta tela" })).toBeVisible();
  await type(scoring, "5", "Escape");
  await expect(scoring.getByRole("dialog")).toHaveCount(0);
  await expect(score(scoring, /Saudação/, "8")).toBeChecked();
  await type(scoring, "1", "0");
  await expect(score(scoring, /Saudação/, "10")).toBeChecked();
});

test("concluding may go straight on to the next call of the same list", async ({ scoring, call }) => {
  const ahead = scoring.waitForResponse((answer) => /\/api\/calls\/[0-9a-f-]{36}$/.test(answer.url()));
  for (const key of ["8", "7", "9", "6", "0", "8"]) await type(scoring, key, "ArrowDown");
  expect((await ahead).ok()).toBe(true); // the next call is there before it is asked for
  await scoring.keyboard.press("Control+Shift+Enter");
  await scoring.getByRole("alertdialog").getByRole("button", { name: "Concluir e abrir próxima" }).click();
  await expect(scoring).not.toHaveURL(new RegExp(call.id));
  await expect(scoring.getByRole("heading", { level: 1, name: /^Avaliar/ })).toBeVisible();
  await expect(scoring.getByRole("heading", { level: 1 })).not.toContainText(call.protocol);
});
