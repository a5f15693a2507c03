import { readFileSync } from "node:fs";

import { type Download, expect, type Page, test } from "./test";

import { ADMIN, browserOf, changing } from "./people";

async function pdfOf(page: Page, press: () => Promise<void>): Promise<Download> {
  const [download] = await Promise.all([page.waitForEvent("download"), press()]);
  const content = readFileSync(await download.path());
  expect(content.subarray(0, 5).toString("latin1")).toBe("%PDF-");
  expect(content.toString("latin1")).toContain("/MarkInfo");
  return download;
}

test("sheets, months and blank sheets are taken along as PDF, and a report by e-mail is refused with a reason", async ({ browser }) => {
  const context = await browserOf(browser, ADMIN);
  const page = await context.newPage();
  const evaluations = (await (await context.request.get("/api/evaluations", { params: { published: "true", limit: 1 } })).json()) as { items: { id: string }[] };
  await page.goto(`/evaluations/${evaluations.items[0]?.id ?? ""}`);
  const sheet = await pdfOf(page, () => page.getByRole("button", { name: "Ficha em PDF" }).click());
  expect(sheet.suggestedFilename()).toMatch(/^ficha-\d+\.pdf$/);

  const cards = (await (await context.request.get("/api/scorecards", { params: { status: "published", limit: 1 } })).json()) as { items: { id: string }[] };
  await page.goto(`/scorecards/${cards.items[0]?.id ?? ""}`);
  await pdfOf(page, () => page.getByRole("button", { name: "Ficha em branco" }).click());

  await page.goto("/teams");
  await page.getByRole("button", { name: "PDF do mês" }).first().click();
  const month = await pdfOf(page, () => page.getByRole("menuitem").first().click());
  expect(month.suggestedFilename()).toMatch(/^mes-.*\.pdf$/);

  await page.goto("/exports");
  await page.getByRole("link", { name: "Relatórios por e-mail" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Relatórios por e-mail" })).toBeVisible();
  await page.getByRole("button", { name: "Programar envio" }).first().click();
  await page.getByRole("dialog").getByRole("button", { name: "Programar", exact: true }).click();
  await expect(page.getByRole("dialog")).toBeVisible();
  await context.close();
});

test("when a report by e-mail leaves, and in what language, is changed from its menu, and what it is about stays", async ({ browser }) => {
  const context = await browserOf(browser, ADMIN);
  const made = async (address: string, data: object): Promise<{ id: string }> => {
    const answer = await context.request.post(address, { headers: await changing(context), data });
    expect(answer.status(), await answer.text()).toBe(201);
    return (await answer.json()) as { id: string };
  };
  const own = crypto.randomUUID().slice(0, 8);
  const reader = { username: `gerencia.${own}`, password: "gerencia-de-teste-123", full_name: `Gerência ${own}`, email: `gerencia.${own}@exemplo.com.br`, role: "admin" };
  const { id: reader_id } = await made("/api/auth/register", reader);
  const { id: team_id } = await made("/api/teams", { name: `Equipe ${own}` });
  const { id } = await made("/api/reports/schedules", { kind: "team-month", team_id, frequency: "monthly", day: 5, recipient_ids: [reader_id] });

  const page = await context.newPage();
  await page.goto("/reports/schedules");
  const row = page.getByRole("row").filter({ hasText: `Equipe ${own}` });
  await expect(row.getByText("Todo dia 5")).toBeVisible();
  await row.getByRole("button", { name: `Ações de Equipe ${own}` }).click();
  await page.getByRole("menuitem", { name: "Alterar" }).click();
  const dialog = page.getByRole("dialog", { name: `Alterar o envio de Equipe ${own}` });
  await expect(dialog.getByText(`Gerência ${own}`)).toBeVisible();
  await dialog.getByRole("button", { name: /Frequência/ }).click();
  await page.getByRole("option", { name: "Toda semana" }).click();
  await dialog.getByRole("button", { name: /Dia da semana/ }).click();
  await page.getByRole("option", { name: "quinta-feira" }).click();
  await dialog.getByRole("button", { name: /Idioma/ }).click();
  await page.getByRole("option", { name: "Inglês" }).click();
  await dialog.getByRole("button", { name: "Salvar" }).click();
  await expect(row.getByText("Toda quinta-feira")).toBeVisible();
  const kept = (await (await context.request.get(`/api/reports/schedules/${id}`)).json()) as object;
  expect(kept).toMatchObject({ team_id, frequency: "weekly", weekday: 4, day: null, lang: "en", recipients: [{ id: reader_id }] });
  await context.close();
});
