import { type BrowserContext, expect, type Page, test as base } from "./test";

import { browserOf, type FoundCall, ownCall, SUPERVISOR } from "./people";
import { at, makeWav, seek } from "./sound";

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

async function upload(page: Page, call: FoundCall): Promise<void> {
  await page.goto(`/calls/${call.id}`);
  await expect(page.getByText("Sem gravação")).toBeVisible();
  await page.locator("input[type=file]").setInputFiles(wav("ligação da Ana.wav"));
  await expect(seek(page)).toBeVisible({ timeout: 30_000 });
}

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
