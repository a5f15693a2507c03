import { readFileSync } from "node:fs";

import { type Download, expect, type Page, test } from "./test";

import { ADMIN, browserOf } from "./people";

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
