import { createHmac } from "node:crypto";
import { createServer, type IncomingHttpHeaders } from "node:http";
import type { AddressInfo } from "node:net";

import { expect, test } from "./test";

import { ADMIN, browserOf } from "./people";

test("a key is shown once, opens what it is for, and ends when it is revoked", async ({ browser, playwright, baseURL }) => {
  const context = await browserOf(browser, ADMIN);
  const page = await context.newPage();
  const name = `Painel ${crypto.randomUUID().slice(0, 8)}`;
  await page.goto("/profile/security");
  await page.getByRole("button", { name: "Criar chave" }).click();
  const dialog = page.getByRole("dialog", { name: "Criar chave" });
  await dialog.getByLabel("Nome").fill(name);
  await dialog.getByRole("group", { name: "Chamadas" }).getByText("ler", { exact: true }).click();
  await dialog.getByRole("button", { name: "Criar chave" }).click();
  const token = (await page.getByRole("dialog", { name: "Sua nova chave" }).locator("code").innerText()).trim();
  expect(token).toMatch(/^mon_/);
  await page.getByRole("button", { name: "Já guardei" }).click();
  await expect(page.getByText(token)).toHaveCount(0);

  const program = await playwright.request.newContext({ ...(baseURL && { baseURL }), extraHTTPHeaders: { Authorization: `Bearer ${token}` } });
  expect((await program.get("/api/calls?limit=1")).status()).toBe(200);
  expect((await program.get("/api/users")).status()).toBe(403);

  await page.goto("/keys");
  const row = page.getByRole("row", { name: new RegExp(name) });
  await expect(row.getByText("Em vigor")).toBeVisible();
  await row.getByRole("button", { name: `Revogar ${name}` }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: "Revogar" }).click();
  await expect(row.getByText("Revogada", { exact: true })).toBeVisible();
  expect((await program.get("/api/calls?limit=1")).status()).toBe(401);
  await program.dispose();
  await context.close();
});

test("a webhook is made, tested and found in the log", async ({ browser }) => {
  const heard: { headers: IncomingHttpHeaders; body: string }[] = [];
  const receiver = createServer((request, response) => {
    let body = "";
    request.on("data", (part: Buffer) => (body += part.toString()));
    request.on("end", () => {
      heard.push({ headers: request.headers, body });
      response.writeHead(204).end();
    });
  });
  await new Promise<void>((ready) => receiver.listen(0, "127.0.0.1", ready));
  const context = await browserOf(browser, ADMIN);
  const page = await context.newPage();
  const name = `CRM ${crypto.randomUUID().slice(0, 8)}`;
  await page.goto("/webhooks");
  await page.getByRole("button", { name: "Criar webhook" }).first().click();
  const dialog = page.getByRole("dialog", { name: "Criar webhook" });
  await dialog.getByLabel("Nome").fill(name);
  await dialog.getByLabel("Endereço").fill("https://10.0.0.1/");
  await dialog.getByText("evaluation.published").click();
  await dialog.getByRole("button", { name: "Salvar" }).click();
  await expect(dialog.getByText("o servidor não envia nada à própria rede")).toBeVisible();
  await dialog.getByLabel("Endereço").fill(`http://127.0.0.1:${String((receiver.address() as AddressInfo).port)}/`);
  await dialog.getByRole("button", { name: "Salvar" }).click();
  const secret = (await page.getByRole("dialog", { name: "Segredo do webhook" }).locator("code").innerText()).trim();
  await page.getByRole("button", { name: "Já guardei" }).click();

  await page.getByRole("button", { name: `Ações de ${name}` }).click();
  await page.getByRole("menuitem", { name: "Enviar teste" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Entregas de webhooks" })).toBeVisible();
  await expect(page.getByRole("row", { name: /webhook\.test/ }).getByText("Aceita")).toBeVisible({ timeout: 30_000 });
  const [first] = heard;
  const signed = `${String(first?.headers["webhook-id"])}.${String(first?.headers["webhook-timestamp"])}.${first?.body ?? ""}`;
  const wanted = createHmac("sha256", Buffer.from(secret.replace("whsec_", ""), "base64")).update(signed).digest("base64");
  expect(first?.headers["webhook-signature"]).toBe(`v1,${wanted}`);

  await page.goto("/webhooks");
  await page.getByRole("button", { name: `Ações de ${name}` }).click();
  await page.getByRole("menuitem", { name: "Excluir" }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: "Excluir" }).click();
  await expect(page.getByRole("button", { name: `Ações de ${name}` })).toHaveCount(0);
  await context.close();
  receiver.close();
});
