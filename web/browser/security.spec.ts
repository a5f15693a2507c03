import { expect, test, type Page } from "./test";

import { codeOf } from "./authenticator";
import { ADMIN, browserOf, ownEvaluator, type Person, signIn } from "./people";

async function enterPassword(page: Page, { username, password }: Person): Promise<void> {
  await page.goto("/sign-in");
  await page.getByLabel("Usuário").fill(username);
  await page.getByRole("textbox", { name: "Senha" }).fill(password);
  await page.getByRole("button", { name: "Entrar", exact: true }).click();
}

const inside = (page: Page) => page.getByRole("navigation", { name: "Navegação principal" });

async function turnOn(page: Page, password: string): Promise<{ secret: string; codes: string[] }> {
  await page.goto("/profile/security");
  await page.getByRole("button", { name: "Ligar o segundo fator" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("textbox", { name: "Senha atual" }).fill(password);
  await dialog.getByRole("button", { name: "Continuar" }).click();
  await expect(dialog.getByRole("img", { name: "Código QR" })).toBeVisible();
  const secret = (await dialog.locator("p.font-mono").textContent()) ?? "";
  await dialog.getByRole("textbox", { name: "Código do aplicativo" }).fill(codeOf(secret));
  await dialog.getByRole("button", { name: "Confirmar e ligar" }).click();
  const list = dialog.getByRole("list", { name: "Códigos de recuperação" });
  await expect(list.getByRole("listitem")).toHaveCount(10);
  const codes = await list.getByRole("listitem").allTextContents();
  await dialog.getByRole("button", { name: "Já guardei" }).click();
  return { secret, codes };
}

test("a second factor is turned on, asked for, stood in for, and a session is ended from another", async ({ browser, page }) => {
  const admin = await browserOf(browser, ADMIN);
  const person = await ownEvaluator(admin);
  await admin.close();
  await signIn(page, person);
  const { secret, codes } = await turnOn(page, person.password);
  await expect(page.getByText("Ligado desde")).toBeVisible();

  const phone = await (await browser.newContext()).newPage();
  await enterPassword(phone, person);
  const field = phone.getByRole("textbox", { name: "Código do aplicativo" });
  await field.fill(codeOf(secret, -20));
  await phone.getByRole("button", { name: "Confirmar e entrar" }).click();
  await expect(phone.getByRole("alert")).toContainText("código não confere");
  await field.fill(codeOf(secret, 1));
  await phone.getByRole("button", { name: "Confirmar e entrar" }).click();
  await expect(inside(phone)).toBeVisible();

  const desk = await (await browser.newContext()).newPage();
  await enterPassword(desk, person);
  await desk.getByRole("button", { name: "Usar um código de recuperação" }).click();
  await desk.getByRole("textbox", { name: "Código de recuperação" }).fill(codes[0] ?? "");
  await desk.getByRole("button", { name: "Confirmar e entrar" }).click();
  await expect(inside(desk)).toBeVisible();

  await page.reload();
  await expect(page.getByText("9 ainda não usados")).toBeVisible();
  await expect(page.getByText("Esta sessão")).toBeVisible();
  const others = page.getByRole("button", { name: /^Encerrar a sessão de/ });
  await expect(others).toHaveCount(2);
  await others.first().click();
  await expect(others).toHaveCount(1);
  await page.getByRole("button", { name: "Encerrar todas as outras" }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: "Encerrar as outras" }).click();
  await expect(others).toHaveCount(0);
  for (const ended of [phone, desk]) {
    await ended.goto("/calls");
    await expect(ended).toHaveURL(/\/sign-in/);
    await ended.context().close();
  }
});
