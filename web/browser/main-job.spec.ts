import { expect, type Page, test } from "./test";

import { browserOf, operatorNamed, ownCall, signIn, SUPERVISOR } from "./people";

async function published(page: Page): Promise<number> {
  await page.goto("/");
  const figure = page.getByRole("listitem").filter({ has: page.getByRole("heading", { name: "Monitorias" }) });
  await expect(figure).toBeVisible();
  return Number(/Monitorias(\d+)/.exec((await figure.innerText()).replace(/\s+/g, ""))?.[1]);
}

async function findAndOpen(page: Page, protocol: string): Promise<void> {
  await page.getByRole("link", { name: "Chamadas" }).first().click();
  await page.getByRole("button", { name: "Mais filtros" }).click();
  await page.getByRole("button", { name: /Com e sem monitoria/ }).click();
  await page.getByRole("option", { name: "Ainda não avaliadas" }).click();
  await expect(page).toHaveURL(/evaluated=false/);
  const table = page.getByRole("table", { name: "Chamadas" });
  await expect(table.getByText("Avaliada", { exact: true })).toHaveCount(0);
  await page.getByRole("searchbox").fill(protocol);
  await expect(table.getByRole("row")).toHaveCount(2);
  await table.getByRole("link", { name: new RegExp(protocol) }).click();
  await page.getByRole("link", { name: "Avaliar" }).first().click();
  await expect(page.getByRole("heading", { level: 1, name: /^Avaliar/ })).toBeVisible();
}

test("from sign-in to a published evaluation that its operator sees and nobody else's does", async ({ page, browser }) => {
  await signIn(page, SUPERVISOR);
  const before = await published(page);
  const { protocol, operator_name: operator } = await ownCall(page.context());
  await findAndOpen(page, protocol);

  // From here on only the keyboard.
  for (const key of ["8", "ArrowDown", "7", "ArrowDown", "9", "ArrowDown", "6"]) await page.keyboard.press(key);
  await page.keyboard.press("c");
  await page.keyboard.type("Poderia ter ouvido até o fim.");
  await page.keyboard.press("Escape");
  for (const key of ["ArrowDown", "0", "ArrowDown", "z", "ArrowRight"]) await page.keyboard.press(key);
  await page.keyboard.press("8");
  await expect(page.getByText("6 de 6 itens")).toBeVisible();
  await expect(page.getByTestId("save-state")).toHaveText(/^Salvo às/);
  await expect(page.getByText("80,00").first()).toBeVisible();
  await page.keyboard.press("Control+Enter");
  await expect(page.getByRole("alertdialog", { name: "Concluir a monitoria?" })).toBeVisible();
  await page.keyboard.press("Enter");

  await expect(page.getByRole("heading", { level: 1, name: `Monitoria de ${protocol}` })).toBeVisible();
  await expect(page.getByText("Poderia ter ouvido até o fim.")).toBeVisible();
  const address = new URL(page.url()).pathname;
  expect(await published(page)).toBeGreaterThan(before);

  const { is, other } = await operatorNamed(browser, operator);
  const own = await browserOf(browser, is, { viewport: { width: 390, height: 844 } });
  const phone = await own.newPage();
  await phone.goto("/evaluations");
  await phone.getByRole("link", { name: protocol }).click();
  await expect(phone.getByText("80,00").first()).toBeVisible();
  await own.close();

  const others = await browserOf(browser, other);
  const page2 = await others.newPage();
  await page2.goto(address);
  await expect(page2.getByText("Página não encontrada").first()).toBeVisible();
  await page2.goto("/evaluations");
  await expect(page2.getByRole("heading", { level: 1, name: "Minhas monitorias" })).toBeVisible();
  await expect(page2.getByText(protocol)).toHaveCount(0);
  await others.close();
});
