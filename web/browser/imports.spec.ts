import { expect, type Page, test } from "./test";

import { ADMIN, browserOf, signIn } from "./people";

const NAME = "chamadas de março.csv";

/** A table as Excel writes it here: `;`, accents, day first; two spellings that nobody knows. */
function table(mark: string): string {
  const lines = [
    "Código;Atendente;Início;Duração;Cliente",
    `${mark}-1;Ana Santos;03/11/2026 08:15;00:02:23;Conceição d'Ávila`,
    `${mark}-2;Ana Santoss;13/11/2026 09:00;00:04:10;João Antônio`,
    `${mark}-3;Zuleica Nóvoa ${mark};14/11/2026 23:58;00:05:00;Márcia`,
    `${mark}-4;Ana Santos;31/02/2026 10:00;00:01:00;Irrecuperável`,
  ];
  return `\ufeff${lines.join("\r\n")}\r\n`;
}

async function dragIn(page: Page, content: string): Promise<void> {
  const data = await page.evaluateHandle(
    ({ text, name }) => {
      const transfer = new DataTransfer();
      transfer.items.add(new File([text], name, { type: "text/csv" }));
      return transfer;
    },
    { text: content, name: NAME },
  );
  const place = page.getByRole("group", { name: "Novo arquivo" });
  await place.dispatchEvent("dragenter", { dataTransfer: data });
  await expect(page.getByText("Solte para enviar")).toBeVisible();
  await place.dispatchEvent("drop", { dataTransfer: data });
  await expect(page.getByRole("heading", { level: 1, name: NAME })).toBeVisible();
}

async function answer(page: Page, value: string, choice: string): Promise<void> {
  await page.getByRole("button", { name: `O que fazer com ${value}` }).click();
  await page.getByRole("option", { name: choice }).click();
}

async function choose(page: Page, column: string, field: string): Promise<void> {
  await page.getByRole("button", { name: `Campo da coluna ${column}` }).click();
  await page.getByRole("option", { name: field, exact: true }).click();
}

async function figure(page: Page, name: string): Promise<string> {
  const term = page.locator("dl > div").filter({ has: page.locator("dt", { hasText: new RegExp(`^${name}$`) }) });
  return (await term.locator("dd").textContent()) ?? "";
}

test("a table dragged in becomes calls, changes nothing the second time, and is undone", async ({ page }) => {
  test.slow();
  const mark = `M${String(Date.now())}`;
  await signIn(page, ADMIN);
  await page.getByRole("link", { name: "Importações" }).click();
  await dragIn(page, table(mark));

  await expect(page.getByText("3 de novembro de 2026", { exact: false }).first()).toBeVisible();
  await choose(page, "Cliente", "Assunto");
  await choose(page, "Cliente", "Cliente");
  await page.getByRole("button", { name: "Conferir todas as linhas" }).click();

  await expect(page.getByRole("heading", { name: "Atendentes desconhecidos" })).toBeVisible();
  await answer(page, "Ana Santoss", "É Ana Santos");
  await answer(page, `Zuleica Nóvoa ${mark}`, "Cadastrar como novo");
  await page.getByRole("link", { name: "Continuar" }).click();

  await expect(page.getByRole("table", { name: "Problemas" }).getByText(/31\/02\/2026/).first()).toBeVisible();
  await page.getByRole("button", { name: "Importar 3 linhas" }).click();
  await expect(page.getByText("Importação concluída")).toBeVisible();
  expect(await figure(page, "Criadas")).toBe("3");
  const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("link", { name: "Baixar linhas recusadas" }).click()]);
  expect(download.suggestedFilename()).toMatch(/^recusadas-.+\.csv$/);
  const first = page.url();

  await page.getByRole("link", { name: "Ver as chamadas" }).click();
  await page.getByRole("searchbox").fill("Conceição d'Ávila");
  await expect(page.getByRole("row").filter({ hasText: "Conceição d'Ávila" }).first()).toContainText("Ana Santos");

  await page.getByRole("link", { name: "Importações" }).click();
  await dragIn(page, table(mark));
  await page.getByRole("button", { name: "Conferir todas as linhas" }).click();
  await answer(page, "Ana Santoss", "É Ana Santos");
  await page.getByRole("link", { name: "Continuar" }).click();
  await page.getByRole("button", { name: "Importar 3 linhas" }).click();
  await expect(page.getByText("Importação concluída")).toBeVisible();
  expect([await figure(page, "Criadas"), await figure(page, "Atualizadas"), await figure(page, "Já estavam iguais")]).toEqual(["0", "0", "3"]);

  await page.goto(first);
  await page.getByRole("button", { name: "Desfazer importação" }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: "Desfazer importação" }).click();
  await expect(page.getByText("Importação desfeita")).toBeVisible();
  await page.goto("/calls?q=Irrecuper");
  await expect(page.getByText("Nada encontrado com estes filtros")).toBeVisible();
});

test("a file that is not about calls is refused with its reason, and a layout is saved for the next file", async ({ browser }) => {
  const mark = `P${String(Date.now())}`;
  const context = await browserOf(browser, ADMIN);
  const page = await context.newPage();
  await page.goto("/imports");
  const input = page.locator('input[type="file"]');
  await input.setInputFiles({ name: "produtos.csv", mimeType: "text/csv", buffer: Buffer.from("produto;preço\nmesa;10\n") });
  await expect(page.getByRole("alert")).toContainText("Nenhuma coluna diz quando");
  await input.setInputFiles({ name: NAME, mimeType: "text/csv", buffer: Buffer.from(table(mark)) });
  await page.getByRole("button", { name: "Salvar como modelo" }).click();
  await page.getByRole("button", { name: "Salvar", exact: true }).click();
  await expect(page.getByText("Dê um nome ao modelo.")).toBeVisible();
  await page.getByLabel("Nome do modelo").fill(`PABX ${mark}`);
  await page.getByRole("button", { name: "Salvar", exact: true }).click();
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await page.getByRole("button", { name: /Selecione Aplicar um modelo|Aplicar um modelo/ }).click();
  await page.getByRole("option", { name: `PABX ${mark}` }).click();
  await page.getByRole("button", { name: "Excluir", exact: true }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: "Excluir" }).click();
  await expect(page).toHaveURL(/\/imports$/);
  await expect(async () => {
    await page.getByRole("button", { name: `Excluir o modelo PABX ${mark}` }).click();
    await page.getByRole("alertdialog").getByRole("button", { name: "Excluir modelo" }).click({ timeout: 5_000 });
  }).toPass();
  await expect(page.getByText(`PABX ${mark}`)).toHaveCount(0);
  await context.close();
});

test("a form of another system becomes a draft, and a file that is none is refused", async ({ browser }) => {
  const context = await browserOf(browser, ADMIN);
  const page = await context.newPage();
  await page.goto("/scorecards");
  await page.getByRole("button", { name: "Importar ficha" }).click();
  const dialog = page.getByRole("dialog", { name: "Importar uma ficha" });
  await dialog.locator('input[type="file"]').setInputFiles({ name: "nada.json", mimeType: "application/json", buffer: Buffer.from("{}") });
  await expect(dialog.getByRole("alert")).toBeVisible();
  const title = `Ficha trazida ${String(Date.now())}`;
  const form = {
    Title: title,
    Items: [
      {
        Section: {
          Title: "Abertura",
          RefId: "s1",
          Items: [
            {
              Question: {
                Title: "Saudou o cliente?",
                RefId: "q1",
                QuestionType: "SINGLESELECT",
                QuestionTypeProperties: { SingleSelect: { Options: [{ RefId: "o1", Text: "Sim", Score: 10 }, { RefId: "o2", Text: "Não", Score: 0 }] } },
              },
            },
          ],
        },
      },
    ],
  };
  const file = { name: "ficha.json", mimeType: "application/json", buffer: Buffer.from(JSON.stringify(form)) };
  await dialog.locator('input[type="file"]').setInputFiles(file);
  await expect(dialog.getByText(`A ficha “${title}” foi criada como rascunho.`)).toBeVisible();
  await dialog.getByRole("link", { name: "Abrir o rascunho" }).click();
  await expect(page.getByLabel("Nome do bloco").first()).toHaveValue("Abertura");
  await expect(page).toHaveURL(/\/scorecards\/[0-9a-f-]+\/edit$/);
  await context.close();
});
