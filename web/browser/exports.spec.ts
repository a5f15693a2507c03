import { readFile } from "node:fs/promises";

import { expect, type Page, test } from "./test";

import { ADMIN, signIn, SUPERVISOR } from "./people";
import { rowsOfWorkbook } from "./workbook";

async function taken(page: Page, entry: string): Promise<{ name: string; bytes: Buffer }> {
  await page.getByRole("button", { name: "Exportar" }).click();
  const coming = page.waitForEvent("download");
  await page.getByRole("menuitem", { name: entry, exact: true }).click();
  const download = await coming;
  return { name: download.suggestedFilename(), bytes: await readFile(await download.path()) };
}

/** Rows of a CSV whose cells hold no line breaks. */
function rowsOfCsv(text: string, delimiter: string): string[][] {
  return text
    .replace(/^\ufeff/, "")
    .trimEnd()
    .split("\r\n")
    .map((line) => line.match(new RegExp(`("(?:[^"]|"")*"|[^${delimiter}]*)(?:${delimiter}|$)`, "g"))?.map((cell) => cell.replace(new RegExp(`${delimiter}$`), "").replace(/^"(.*)"$/, "$1").replaceAll('""', '"')) ?? []);
}

test("a filtered list is taken along as it stands, in every form", async ({ page }) => {
  await signIn(page, SUPERVISOR);
  await page.goto("/calls?status=resolved&sort=protocol");
  await expect(page.locator("tbody a").first()).toBeVisible();
  const answer = await page.request.get("/api/calls", { params: { status: "resolved", sort: "protocol", limit: 200 } });
  const { items } = (await answer.json()) as { items: { protocol: string; operator_name: string }[] };
  const expected = items.map(({ protocol, operator_name }) => [protocol, operator_name]);
  expect(expected.length).toBeGreaterThan(3);

  const csv = await taken(page, "CSV");
  expect(csv.name).toMatch(/^atendimentos-\d{4}-\d\d-\d\d\.csv$/);
  const rows = rowsOfCsv(csv.bytes.toString("utf8"), ";");
  expect(rows.slice(1).map((row) => [row[0], row[4]])).toEqual(expected);
  expect(rows[1]?.[1]).toMatch(/^\d\d\/\d\d\/\d{4} \d\d:\d\d:\d\d$/);

  const plain = await taken(page, "CSV internacional");
  expect(rowsOfCsv(plain.bytes.toString("utf8"), ",")[1]?.[1]).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d-03:00$/);

  const book = await taken(page, "Excel");
  const cells = rowsOfWorkbook(book.bytes);
  expect(cells[0]?.slice(0, 5)).toEqual(["Protocolo", "Início", "Fim", "Duração (s)", "Atendente"]);
  expect(cells.slice(1).map((row) => row[0])).toEqual(items.map(({ protocol }) => protocol));
  expect(Number(cells[1]?.[1])).toBeGreaterThan(40_000);
});

test("a big one is made in the background, told of, fetched and removed", async ({ page }) => {
  await signIn(page, ADMIN);
  await page.goto("/evaluations");
  await page.getByRole("button", { name: "Exportar" }).click();
  await page.getByRole("menuitem", { name: "Em segundo plano: CSV" }).click();
  await expect(page.getByText("A exportação está na fila.")).toBeVisible();
  await page.goto("/exports");
  const row = page.getByRole("row").filter({ hasText: "monitorias-" }).first();
  await expect(row.getByText("Pronta")).toBeVisible({ timeout: 60_000 });
  const coming = page.waitForEvent("download");
  await row.getByRole("link", { name: /Baixar/ }).click();
  const lines = (await readFile(await (await coming).path(), "utf8")).trimEnd().split("\r\n");
  expect(lines[0]).toMatch(/^\ufeffProtocolo;Data;Atendente/);
  expect(lines.length).toBeGreaterThan(3);
  await page.goto("/notifications");
  await expect(page.getByText(/Sua exportação monitorias-.* está pronta/).first()).toBeVisible();
  await page.goto("/exports");
  const gone = page.waitForResponse((answer) => answer.request().method() === "DELETE" && answer.url().includes("/api/exports/"));
  await page.getByRole("button", { name: /^Remover monitorias/ }).first().click();
  const removed = await gone;
  expect(removed.status()).toBe(204);
  expect((await page.request.get(removed.url())).status()).toBe(404);
});
