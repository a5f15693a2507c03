import { type BrowserContext, expect, type Page, test as base } from "@playwright/test";

import { browserOf, type FoundCall, operatorNamed, ownCall, SUPERVISOR } from "./people";
import { makeWav } from "./sound";

const test = base.extend<{ context: BrowserContext; call: FoundCall; page: Page }>({
  context: async ({ browser }, use) => {
    const context = await browserOf(browser, SUPERVISOR);
    await use(context);
    await context.close();
  },
  call: async ({ context }, use) => use(await ownCall(context)),
  page: async ({ context }, use) => use(await context.newPage()),
});

const wav = (name: string, seconds = 40, seed = Date.now() % 1_000_000) => ({ name, mimeType: "audio/wav", buffer: makeWav(seconds, undefined, seed) });
const seek = (page: Page) => page.getByRole("slider", { name: "Posição na gravação" });

/** Where the player stands, in seconds. */
async function at(page: Page): Promise<number> {
  const [minutes, seconds] = ((await seek(page).getAttribute("aria-valuetext")) ?? "").split(" ")[0]?.split(":") ?? [];
  return Number(minutes) * 60 + Number(seconds);
}

async function upload(page: Page, call: FoundCall): Promise<void> {
  await page.goto(`/calls/${call.id}`);
  await expect(page.getByText("Sem gravação")).toBeVisible();
  await page.locator("input[type=file]").setInputFiles(wav("ligação da Ana.wav"));
  await expect(seek(page)).toBeVisible({ timeout: 30_000 });
}

test("a recording is sent, heard, pinned to an evaluation, and its operator jumps to the second", async ({ page, call, browser }) => {
  await upload(page, call);
  await expect(page.getByText("Fala do cliente")).toBeVisible();
  await expect(page.getByText("2 silêncios de mais de 3 s")).toBeVisible();

  await page.goto(`/calls/${call.id}/evaluate`);
  await expect(seek(page)).toHaveAttribute("aria-valuetext", "0:00 de 0:40");
  // From here on only the keyboard.
  await page.keyboard.press("k");
  await expect.poll(() => at(page)).toBeGreaterThan(0);
  for (const key of ["l", "l", "l", "l", "k"]) await page.keyboard.press(key);
  await expect(page.getByRole("button", { name: "Ouvir", exact: true })).toBeVisible();
  await expect.poll(() => at(page)).toBeGreaterThanOrEqual(20);
  const heard = await at(page);
  for (const key of ["8", "ArrowDown", "7", "ArrowDown", "9", "m", "c"]) await page.keyboard.press(key);
  await page.keyboard.type("Aqui o cliente repete o pedido.");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("list", { name: "Momentos", exact: true }).getByRole("listitem")).toHaveCount(2);
  for (const key of ["ArrowDown", "6", "ArrowDown", "0", "ArrowDown", "8"]) await page.keyboard.press(key);
  await expect(page.getByTestId("save-state")).toHaveText(/^Salvo às/);
  await page.keyboard.press("Control+Enter");
  await page.getByRole("alertdialog").getByRole("button", { name: "Concluir" }).click();
  await expect(page.getByRole("heading", { level: 1, name: `Monitoria de ${call.protocol}` })).toBeVisible();
  const address = new URL(page.url()).pathname;

  const { is, other } = await operatorNamed(browser, call.operator_name);
  const own = await browserOf(browser, is, { viewport: { width: 390, height: 844 } });
  const phone = await own.newPage();
  await phone.goto(address);
  const moment = phone.getByRole("listitem").filter({ hasText: "Aqui o cliente repete o pedido." });
  await moment.getByRole("button", { name: /^Ouvir em/ }).click();
  await expect.poll(() => at(phone)).toBeGreaterThanOrEqual(heard);
  await expect(phone.getByRole("button", { name: "Pausar" })).toBeVisible();
  await phone.getByRole("button", { name: "Quem ouviu" }).click();
  await expect(phone.getByText("Supervisor", { exact: false }).last()).toBeVisible();
  await own.close();

  const others = await browserOf(browser, other);
  const list = await others.request.get(`/api/calls/${call.id}/recordings`);
  expect(list.status()).toBe(404);
  await others.close();
});

test("how one likes to listen is remembered, and everything works by key", async ({ page, call }) => {
  await upload(page, call);
  await seek(page).focus();
  await page.keyboard.press("PageUp");
  await expect.poll(() => at(page)).toBe(30);
  await page.keyboard.press("ArrowLeft");
  await expect.poll(() => at(page)).toBe(25);
  await page.keyboard.press("End");
  await expect.poll(() => at(page)).toBe(40);
  for (const key of ["Home", ".", ".", "s"]) await page.keyboard.press(key);
  await expect(page.getByRole("button", { name: /1,5×/ })).toBeVisible();
  await page.reload();
  await expect(page.getByRole("button", { name: /1,5×/ })).toBeVisible();
  await expect(page.getByRole("button", { name: "Pular silêncios" })).toHaveAttribute("aria-pressed", "true");
});

test("a skipped silence is left early", async ({ page, call }) => {
  await upload(page, call);
  await seek(page).focus();
  for (const key of ["ArrowRight", "ArrowRight"]) await page.keyboard.press(key);
  await page.keyboard.press("s");
  await page.keyboard.press("k");
  await expect.poll(() => at(page), { timeout: 8_000 }).toBeGreaterThanOrEqual(19);
});

test("what is no sound is refused by name, and the rest arrives", async ({ page, call }) => {
  await page.goto(`/calls/${call.id}`);
  await page.locator("input[type=file]").setInputFiles([
    { name: "página.wav", mimeType: "audio/wav", buffer: Buffer.from("<!doctype html><title>Erro</title>") },
    wav("boa.wav", 5),
  ]);
  await expect(page.getByRole("alert").filter({ hasText: "página.wav" })).toBeVisible();
  await expect(seek(page)).toBeVisible({ timeout: 30_000 });
});

test("a recording is deleted by whoever leads", async ({ page, call }) => {
  await upload(page, call);
  await page.getByRole("button", { name: "Excluir gravação" }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: "Excluir gravação" }).click();
  await expect(page.getByText("Sem gravação")).toBeVisible();
});

test("what was said is searched, and its words lead to their second", async ({ page, call }) => {
  await upload(page, call);
  const said = "WEBVTT\n\n00:00:00.500 --> 00:00:06.000\n<v Atendente>Bom dia, em que posso ajudar?\n\n00:00:20.000 --> 00:00:28.000\n<v Atendente>Vou cancelar a cobrança.\n";
  await page.locator("input[type=file][accept*=vtt]").setInputFiles({ name: "fala.vtt", mimeType: "text/vtt", buffer: Buffer.from(said) });
  const transcript = page.getByRole("list", { name: "Transcrição" });
  await expect(transcript.getByRole("listitem")).toHaveCount(2);
  await page.getByRole("searchbox", { name: "Buscar na transcrição" }).fill("cobranca");
  await expect(transcript.getByRole("listitem")).toHaveCount(1);
  await transcript.getByRole("button", { name: "Ir para 0:20" }).click();
  await expect.poll(() => at(page)).toBe(20);
});
