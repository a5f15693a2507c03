import { expect, test } from "./test";

import { signIn, SUPERVISOR } from "./people";

test("filters live in the address and survive a reload, a call and the way back", async ({ page }) => {
  await signIn(page, SUPERVISOR);
  await page.goto("/calls");
  await page.getByRole("button", { name: /Todas as situações/ }).click();
  await page.getByRole("option", { name: "Resolvida" }).click();
  await expect(page).toHaveURL(/status=resolved/);
  await page.getByRole("option", { name: "Encerrada" }).click();
  await expect(page).toHaveURL(/status=resolved,closed/);
  await page.keyboard.press("Escape");
  await page.reload();
  await expect(page.getByRole("button", { name: /Resolvida, Encerrada/ })).toBeVisible();
  await page.locator("tbody a").first().click();
  await expect(page.getByRole("heading", { level: 1, name: /Chamada \d+/ })).toBeVisible();
  await page.getByRole("link", { name: "Chamadas" }).last().click();
  await expect(page).toHaveURL(/\/calls\?status=resolved,closed$/);
});

test("pages go forward and back", async ({ page }) => {
  await signIn(page, SUPERVISOR);
  await page.goto("/calls");
  const first = await page.locator("tbody a").first().textContent();
  await page.getByRole("button", { name: "Próxima" }).click();
  await expect(page.getByText("Página 2")).toBeVisible();
  await expect(page.locator("tbody a").first()).not.toHaveText(first ?? "");
  await page.getByRole("button", { name: "Anterior" }).click();
  await expect(page.locator("tbody a").first()).toHaveText(first ?? "");
});

test("a call is registered, edited and deleted", async ({ page }) => {
  await signIn(page, SUPERVISOR);
  await page.goto("/calls/new");
  await page.getByRole("button", { name: "Registrar chamada" }).click();
  await expect(page.getByText("Escolha quem atendeu.")).toBeVisible();
  await page.getByRole("combobox", { name: /Atendente/ }).fill("carla");
  await page.getByRole("option", { name: /Carla/ }).click();
  await page.getByRole("textbox", { name: "Satisfação do cliente" }).fill("4");
  await page.getByLabel("Nome do cliente").fill("Empresa Brasileira de Distribuição Ltda.");
  await page.getByRole("button", { name: "Registrar chamada" }).click();
  await expect(page.getByRole("heading", { level: 1, name: /Chamada \d+/ })).toBeVisible();
  await expect(page.getByText("Empresa Brasileira de Distribuição Ltda.")).toBeVisible();
  await expect(page.getByText("4 de 5", { exact: true })).toBeVisible();
  await page.getByRole("link", { name: "Editar" }).click();
  await page.getByLabel("Assunto").fill("Segunda via");
  await page.getByRole("button", { name: "Salvar alterações" }).click();
  await expect(page.getByText("Segunda via", { exact: true })).toBeVisible();
  await page.getByRole("button", { name: "Excluir" }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: "Excluir" }).click();
  await expect(page).toHaveURL(/\/calls$/);
});

test("several people narrow one list, and each can be taken out again", async ({ page }) => {
  await signIn(page, SUPERVISOR);
  await page.goto("/calls");
  const operators = page.getByRole("combobox", { name: /Atendente/ });
  for (const [place, name] of ["Ana", "Carla"].entries()) {
    await operators.fill(name);
    await expect(page.getByRole("option")).toHaveCount(1);
    await page.getByRole("option", { name: new RegExp(name) }).click();
    await expect(page).toHaveURL(new RegExp(`operator_id=([0-9a-f-]{36},?){${String(place + 1)}}$`));
  }
  await page.keyboard.press("Escape");
  const rows = page.getByRole("table", { name: "Chamadas" }).locator("tbody tr");
  await expect(rows.filter({ hasNotText: /Ana|Carla/ })).toHaveCount(0);
  await page.getByRole("button", { name: /Retirar Ana/ }).click();
  await expect(rows.filter({ hasText: "Ana Santos" })).toHaveCount(0);
});
