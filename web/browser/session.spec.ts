import { expect, test } from "./test";

import { browserOf, signIn, SUPERVISOR } from "./people";

test("a wrong password is refused in words, and the right one lets in", async ({ page }) => {
  await page.goto("/sign-in");
  await page.getByLabel("Usuário").fill("supervisor");
  await page.getByRole("textbox", { name: "Senha" }).fill("errada12");
  await page.getByRole("button", { name: "Entrar" }).click();
  await expect(page.getByRole("alert")).toBeVisible();
  await expect(page).toHaveURL(/sign-in/);
  await page.getByRole("textbox", { name: "Senha" }).fill(SUPERVISOR.password);
  await page.getByRole("button", { name: "Entrar" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Painel" })).toBeVisible();
});

test("who is nobody is sent to sign in and comes back to the page he asked for", async ({ page }) => {
  await page.goto("/calls?status=open");
  await expect(page).toHaveURL(/\/sign-in\?next=/);
  await page.getByLabel("Usuário").fill(SUPERVISOR.username);
  await page.getByRole("textbox", { name: "Senha" }).fill(SUPERVISOR.password);
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/calls\?status=open$/);
  await expect(page.getByRole("heading", { level: 1, name: "Chamadas" })).toBeVisible();
});

test("accents in a user name may be left out", async ({ page }) => {
  await signIn(page, { username: "joao.silva", password: "operator123" });
  await expect(page.getByRole("heading", { level: 1, name: "Meu painel" })).toBeVisible();
});

test("signing out ends the session in this browser", async ({ page }) => {
  await signIn(page, SUPERVISOR);
  await page.getByRole("button", { name: "Sua conta" }).click();
  await page.getByRole("menuitem", { name: "Sair" }).click();
  await expect(page).toHaveURL(/\/sign-in/);
  await page.goto("/evaluations");
  await expect(page).toHaveURL(/\/sign-in/);
});

test("a session that was ended elsewhere leads to the sign-in page, which says so", async ({ browser }) => {
  const context = await browserOf(browser, SUPERVISOR);
  const page = await context.newPage();
  await page.goto("/calls");
  await expect(page.getByRole("table", { name: "Chamadas" })).toBeVisible();
  await context.clearCookies();
  await page.getByRole("link", { name: "Monitorias" }).click();
  await expect(page.getByText("Sua sessão terminou.")).toBeVisible();
  await context.close();
});
