import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

import { expect, type Locator, type Page, test } from "./test";

import { browserOf, operatorNamed, SUPERVISOR } from "./people";
import { makeWav } from "./sound";

interface Dropped {
  name: string;
  type: string;
  content: Buffer;
}

/** The two-channel call that was given for trying, where it is; else one like it. */
function givenCall(): Buffer {
  const given = fileURLToPath(new URL("../../../shared/data/recordings/ligacao_A_estereo_8k.wav", import.meta.url));
  return existsSync(given) ? readFileSync(given) : makeWav(54);
}

async function dragIn(page: Page, place: Locator, release: string, files: readonly Dropped[]): Promise<void> {
  const sent = files.map(({ name, type, content }) => ({ name, type, text: content.toString("base64") }));
  const data = await page.evaluateHandle(async (given) => {
    const transfer = new DataTransfer();
    for (const { name, type, text } of given) {
      const bytes = Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
      transfer.items.add(new File([bytes], name, { type }));
    }
    return Promise.resolve(transfer);
  }, sent);
  await place.dispatchEvent("dragenter", { dataTransfer: data });
  await expect(page.getByText(release)).toBeVisible();
  await place.dispatchEvent("drop", { dataTransfer: data });
}

const seek = (page: Page) => page.getByRole("slider", { name: "Posição na gravação" });

/** Where the player stands, in seconds. */
async function at(page: Page): Promise<number> {
  const [minutes, seconds] = ((await seek(page).getAttribute("aria-valuetext")) ?? "").split(" ")[0]?.split(":") ?? [];
  return Number(minutes) * 60 + Number(seconds);
}

async function bringCalls(page: Page, mark: string): Promise<void> {
  const table = `Código;Atendente;Início;Duração;Cliente\r\n${mark}-1;Ana Santos;03/11/2026 08:15;00:00:54;Conceição\r\n${mark}-2;Pedro Oliveira;03/11/2026 09:15;00:00:40;João\r\n`;
  await page.goto("/imports");
  const content = Buffer.from(`\ufeff${table}`);
  await dragIn(page, page.getByRole("group", { name: "Novo arquivo" }), "Solte para enviar", [{ name: "novembro.csv", type: "text/csv", content }]);
  await expect(page.getByRole("heading", { level: 1, name: "novembro.csv" })).toBeVisible();
  await page.getByRole("button", { name: "Conferir todas as linhas" }).click();
  await page.getByRole("button", { name: "Importar 2 linhas" }).click();
  await expect(page.getByText("Importação concluída")).toBeVisible();
}

/** Three recordings are dragged in; two find their calls by name, the third is left out. */
async function bringRecordings(page: Page, mark: string): Promise<void> {
  await page.getByRole("link", { name: "Gravações em lote" }).click();
  const wav = (name: string, content: Buffer): Dropped => ({ name, type: "audio/wav", content });
  const files = [wav(`${mark}-1.wav`, givenCall()), wav(`${mark}-2.wav`, makeWav(40)), wav("sem pista.wav", makeWav(5)), wav("página.wav", Buffer.from("<html>"))];
  await dragIn(page, page.getByRole("group", { name: "Enviar gravações em lote" }), "Solte para enviar", files);
  await expect(page.getByText("4 de 4 arquivos enviados")).toBeVisible({ timeout: 30_000 });
  const row = (name: string) => page.getByRole("list", { name: "Arquivos do lote" }).getByRole("listitem").filter({ hasText: name });
  await expect(row(`${mark}-1.wav`)).toContainText("O nome traz o identificador da chamada.");
  await expect(row("sem pista.wav")).toContainText("Nenhuma chamada combina");
  await expect(row("página.wav")).toContainText(/não|página/);
  await row("sem pista.wav").getByRole("button", { name: "Chamada de sem pista.wav" }).click();
  await page.getByRole("option", { name: "Deixar de fora" }).click();
  await expect(row("sem pista.wav")).toContainText("Não será juntada a nenhuma chamada.");
  await page.getByRole("button", { name: "Juntar 2 gravações" }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: "Juntar" }).click();
  await expect(page.getByText("2 de 4 gravações foram juntadas às suas chamadas.")).toBeVisible();
  await row(`${mark}-1.wav`).getByRole("link").click();
  await expect(seek(page)).toBeVisible({ timeout: 30_000 });
}

/** By the keyboard alone: heard, commented at a second, answered, published. Where the comment was pinned. */
async function evaluate(page: Page): Promise<number> {
  await page.goto(`${new URL(page.url()).pathname}/evaluate`);
  await expect(seek(page)).toHaveAttribute("aria-valuetext", /^0:00 de 0:54/);
  await page.keyboard.press("k");
  await expect.poll(() => at(page)).toBeGreaterThan(0);
  for (const key of ["l", "l", "l", "l", "k"]) await page.keyboard.press(key);
  const heard = await at(page);
  expect(heard).toBeGreaterThanOrEqual(20);
  for (const key of ["8", "ArrowDown", "7", "ArrowDown", "9", "m", "c"]) await page.keyboard.press(key);
  await page.keyboard.type("Aqui o cliente repete o pedido.");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("list", { name: "Momentos", exact: true }).getByRole("listitem")).toHaveCount(2);
  for (const key of ["ArrowDown", "6", "ArrowDown", "0", "ArrowDown", "8"]) await page.keyboard.press(key);
  await expect(page.getByTestId("save-state")).toHaveText(/^Salvo às/);
  await page.keyboard.press("Control+Enter");
  await page.getByRole("alertdialog").getByRole("button", { name: "Concluir" }).click();
  await expect(page.getByRole("heading", { level: 1, name: /^Monitoria de/ })).toBeVisible();
  return heard;
}

test("a table and its recordings are dragged in, heard, pinned to an evaluation, and the operator jumps to the second", async ({ browser }) => {
  test.slow();
  const mark = `G${String(Date.now())}`;
  const supervisor = await browserOf(browser, SUPERVISOR);
  const page = await supervisor.newPage();
  await bringCalls(page, mark);
  await bringRecordings(page, mark);
  await expect(page.getByText("Fala do cliente")).toBeVisible();
  const call = new URL(page.url()).pathname;
  const heard = await evaluate(page);

  const { is, other } = await operatorNamed(browser, "Ana Santos");
  const own = await browserOf(browser, is, { viewport: { width: 390, height: 844 } });
  const phone = await own.newPage();
  await phone.goto(new URL(page.url()).pathname);
  const moment = phone.getByRole("listitem").filter({ hasText: "Aqui o cliente repete o pedido." });
  await moment.getByRole("button", { name: /^Ouvir em/ }).click();
  await expect.poll(() => at(phone)).toBeGreaterThanOrEqual(heard);
  await expect(phone.getByRole("button", { name: "Pausar" })).toBeVisible();
  await phone.getByRole("button", { name: "Quem ouviu" }).click();
  await expect(phone.getByText("Supervisor", { exact: false }).last()).toBeVisible();
  await own.close();

  const others = await browserOf(browser, other);
  expect((await others.request.get(`/api${call}/recordings`)).status()).toBe(404);
  await others.close();
  await supervisor.close();
});
