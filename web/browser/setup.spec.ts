import { expect, test } from "./test";

import { ADMIN, signIn } from "./people";

test("a person is registered, changed, signed out for good and let in again", async ({ page }) => {
  const username = `márcia.${Date.now()}`;
  await signIn(page, ADMIN);
  await page.goto("/users/new");
  await page.getByLabel("Nome completo").fill("Márcia Regina Ferreira dos Anjos e Silva");
  await page.getByLabel("Usuário").fill(username);
  await page.getByRole("textbox", { name: "Senha inicial" }).fill("curta");
  await page.getByRole("button", { name: "Cadastrar pessoa" }).click();
  await expect(page.getByText("Use pelo menos 8 caracteres.")).toBeVisible();
  await page.getByRole("textbox", { name: "Senha inicial" }).fill("comprida123");
  await page.getByRole("button", { name: "Cadastrar pessoa" }).click();
  await expect(page).toHaveURL(/\/users$/);
  await page.getByRole("searchbox").fill(username);
  await page.getByRole("link", { name: new RegExp(username) }).click();
  await page.getByRole("button", { name: "Desativar" }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: "Desativar" }).click();
  await page.getByRole("button", { name: "Reativar" }).click();
  await expect(page.getByRole("button", { name: "Desativar" })).toBeVisible();
  await page.getByLabel("E-mail").fill("marcia@exemplo.com.br");
  await page.getByRole("button", { name: "Salvar alterações" }).click();
  await expect(page).toHaveURL(/\/users$/);
});

test("a user name that is taken is said at its field", async ({ page }) => {
  await signIn(page, ADMIN);
  await page.goto("/users/new");
  await page.getByLabel("Nome completo").fill("Outra Pessoa");
  await page.getByLabel("Usuário").fill("joao.silva");
  await page.getByRole("textbox", { name: "Senha inicial" }).fill("comprida123");
  await page.getByRole("button", { name: "Cadastrar pessoa" }).click();
  await expect(page.getByLabel("Usuário")).toHaveAttribute("aria-invalid", "true");
  await expect(page.getByLabel("Usuário")).toBeFocused();
});

test("a category is created, renamed, closed and reopened", async ({ page }) => {
  const name = `Fidelização ${Date.now()}`;
  await signIn(page, ADMIN);
  await page.goto("/categories");
  await page.getByRole("button", { name: "Nova categoria" }).click();
  await page.getByLabel("Nome da categoria").fill(name);
  await page.getByRole("button", { name: "Criar categoria" }).click();
  const row = page.getByRole("row").filter({ hasText: name });
  await expect(row).toContainText("Ativa");
  await row.getByRole("button", { name: /Ações/ }).click();
  await page.getByRole("menuitem", { name: "Fechar" }).click();
  await expect(row).toContainText("Inativa");
  await row.getByRole("button", { name: /Ações/ }).click();
  await page.getByRole("menuitem", { name: "Reabrir" }).click();
  await expect(row).not.toContainText("Inativa");
});

test("a scorecard is drafted, tried and published", async ({ page }) => {
  await signIn(page, ADMIN);
  await page.goto("/scorecards");
  await page.getByRole("button", { name: "Nova ficha" }).click();
  await page.getByLabel("Nome", { exact: false }).first().fill(`Ficha de retenção ${Date.now()}`);
  await page.getByRole("button", { name: "Criar rascunho" }).click();
  await expect(page.getByText(/Falta/)).toBeVisible();
  await page.getByRole("button", { name: "Novo bloco" }).click();
  await page.getByLabel("Nome do bloco").fill("Abordagem");
  for (const label of ["Ouviu o motivo?", "Ofereceu alternativa?"]) {
    await page.getByRole("button", { name: "Novo item" }).click();
    await page.getByLabel("Pergunta ou nome do item").fill(label);
    await page.getByRole("button", { name: /Tipo de resposta/ }).click();
    await page.getByRole("option", { name: "Uma resposta" }).click();
    await page.getByRole("button", { name: "Aplicar" }).click();
  }
  await page.getByRole("button", { name: "Salvar rascunho" }).click();
  await page.getByRole("button", { name: "Nenhum Ouviu o motivo?" }).click(); // the trial, which asks the saved draft
  await page.getByRole("option", { name: "Sim" }).click();
  await expect(page.getByText("100,00").first()).toBeVisible();
  await page.getByRole("button", { name: "Publicar" }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: "Publicar" }).click();
  await expect(page).toHaveURL(/\/scorecards\/[0-9a-f-]+$/);
  await expect(page.getByText("Publicada").first()).toBeVisible();
});
