import { readFile } from "node:fs/promises";

import { expect, type Page, test } from "./test";

import { ADMIN, browserOf, changing, signIn, SUPERVISOR } from "./people";
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

/** The names of the files in a ZIP, from its directory at the end. */
function entriesOf(zip: Buffer): string[] {
  const end = zip.lastIndexOf(Buffer.from("PK\u0005\u0006", "latin1"));
  let at = zip.readUInt32LE(end + 16);
  return Array.from({ length: zip.readUInt16LE(end + 10) }, () => {
    const [name, extra, comment] = [28, 30, 32].map((offset) => zip.readUInt16LE(at + offset)) as [number, number, number];
    const found = zip.subarray(at + 46, at + 46 + name).toString("utf8");
    at += 46 + name + extra + comment;
    return found;
  });
}

test("the sheets of what the list shows come as one ZIP, as many as the list has", async ({ browser }) => {
  const context = await browserOf(browser, SUPERVISOR);
  const page = await context.newPage();
  const query = "published=true&origin=complaint";
  const { total } = (await (await context.request.get(`/api/evaluations?${query}`)).json()) as { total: number };
  expect(total).toBeGreaterThan(0);
  await page.goto(`/evaluations?${query}`);
  await page.getByRole("button", { name: "Exportar" }).click();
  const asked = page.waitForResponse((answer) => answer.request().method() === "POST" && answer.url().endsWith("/api/reports/batches"));
  await page.getByRole("menuitem", { name: /^Fichas em PDF/ }).click();
  const { id, file_name } = (await (await asked).json()) as { id: string; file_name: string };
  await expect(page).toHaveURL(/\/exports$/);
  const row = page.getByRole("row").filter({ hasText: file_name }).first();
  await expect(row.getByText(/Na fila|Em andamento|Pronta/)).toBeVisible();
  await expect(row.getByText("Pronta")).toBeVisible({ timeout: 60_000 });
  const coming = page.waitForEvent("download");
  await row.getByRole("link", { name: /Baixar/ }).click();
  const names = entriesOf(await readFile(await (await coming).path()));
  expect(names).toHaveLength(total);
  expect(names.filter((name) => !/^ficha-.+\.pdf$/.test(name))).toEqual([]);
  expect((await context.request.delete(`/api/exports/${id}`, { headers: await changing(context) })).status()).toBe(204);

  // What has no sheet to be printed is not offered one.
  await page.goto("/evaluations?from=2001-01-01&to=2001-01-31");
  await expect(page.getByRole("button", { name: "Limpar filtros" }).first()).toBeVisible();
  await page.getByRole("button", { name: "Exportar" }).click();
  await expect(page.getByRole("menuitem", { name: "Excel", exact: true })).toBeVisible();
  await expect(page.getByRole("menuitem", { name: /^Fichas em PDF/ })).toHaveCount(0);
  await context.close();
});
