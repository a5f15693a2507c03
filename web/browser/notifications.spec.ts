import { type BrowserContext, expect, test } from "@playwright/test";

import { browserOf, changing, type FoundCall, operatorNamed, ownCall, SUPERVISOR } from "./people";

const CRITERIA = ["greeting", "communication", "problem_solving", "empathy", "procedures", "closing"];

/** Publishes an evaluation of the call, as the scoring screen does. */
async function publish(context: BrowserContext, { id }: FoundCall): Promise<void> {
  const answers = CRITERIA.map((criterion) => ({ criterion, value: 8 }));
  const answer = await context.request.post("/api/evaluations", {
    headers: await changing(context),
    data: { call_id: id, answers, publish: true },
  });
  expect(answer.status()).toBe(201);
}

test("an operator's open page shows within five seconds that an evaluation was published, and opening it is reading it", async ({ browser }) => {
  const supervisor = await browserOf(browser, SUPERVISOR);
  const call = await ownCall(supervisor);
  const own = await browserOf(browser, (await operatorNamed(browser, call.operator_name)).is);
  const page = await own.newPage();
  await page.goto("/evaluations");
  const bell = page.getByRole("button", { name: /^Avisos/ }).filter({ visible: true });
  await expect(bell).toBeVisible();
  // The first pulse tells what was there before.
  const before = (await (await own.request.get("/api/notifications/unread-count")).json()) as { unread: number };
  if (before.unread > 0) await expect(bell).toHaveAccessibleName(new RegExp(`^Avisos: ${String(before.unread)} `));

  await publish(supervisor, call);
  await expect(page.getByRole("status").filter({ hasText: /Cheg(ou|aram) .* avisos? novos?/ })).toBeAttached({ timeout: 5_000 });
  await bell.click();
  const latest = page.getByRole("dialog", { name: "Últimos avisos" });
  const notice = latest.getByRole("link", { name: new RegExp(call.protocol) });
  await expect(notice).toContainText("Não lido");
  await notice.click();
  await expect(page.getByRole("heading", { level: 1 })).toContainText(call.protocol);

  await page.goto("/notifications");
  const read = page.getByRole("list", { name: "Avisos" }).getByRole("link", { name: new RegExp(call.protocol) });
  await expect(read).toBeVisible();
  await expect(read).not.toContainText("Não lido");
  await own.close();
  await supervisor.close();
});
