import { type Browser, type BrowserContext, expect, type Page, test } from "./test";

import { correlated, countBehind, dayOf, detailsOf, everyRow, linkedRows, mean, moved, openTable, quietPeriod, type RawEvaluation, readRows, written } from "./analytics-rows";
import { browserOf, SUPERVISOR } from "./people";

test.describe.configure({ timeout: 180_000 });

const PERIOD = quietPeriod();
const ADDRESS = `/analytics?from=${PERIOD.from}&to=${PERIOD.to}`;
const RETRIED = { timeout: 120_000, intervals: [0, 1_000, 3_000] };

async function asSupervisor(browser: Browser, does: (page: Page, context: BrowserContext) => Promise<void>): Promise<void> {
  const context = await browserOf(browser, SUPERVISOR);
  await does(await context.newPage(), context);
  await context.close();
}

interface RawCall {
  id: string;
  csat: number | null;
  duration_seconds: number | null;
}

const MEASURES = [
  { name: "csat", title: /^Nota e satisfação/, of: ({ csat }: RawCall) => csat },
  { name: "handling_time", title: /^Nota e duração/, of: ({ duration_seconds }: RawCall) => duration_seconds },
] as const;

for (const { name, title, of } of MEASURES) {
  test(`the score beside ${name}: r, its interval, each stretch and the rows behind it are those of the calls`, async ({ browser }) => {
    await asSupervisor(browser, async (page, context) => {
      await expect(async () => {
        const { evaluations } = await readRows(context.request, PERIOD);
        const measures = new Map((await everyRow<RawCall>(context.request, "calls", {})).map((call) => [call.id, of(call)]));
        const pairs = evaluations.flatMap(({ call_id, overall_score }) => {
          const x = measures.get(call_id);
          return x == null || overall_score === null ? [] : [[x, overall_score] as const];
        });
        const { r, low, high } = correlated(pairs);
        const signed = (value: number): string => `${value > 0 ? "+" : "−"}${written(Math.abs(value), 2)}`;
        await page.goto(`${ADDRESS}&tab=relations&with=${name}`);
        await expect(page.getByText(`r = ${signed(r)} (entre ${signed(low)} e ${signed(high)})`)).toBeVisible({ timeout: 5_000 });

        const stretches = await linkedRows(await openTable(page, title));
        expect(stretches.reduce((sum, { cells }) => sum + Number(cells[3]), 0)).toBe(pairs.length);
        for (const { href, cells } of stretches) {
          const ends = [...new URL(href ?? "", "http://list").searchParams].filter(([key]) => /^(csat|handling)_/.test(key)).map(([, value]) => Number(value));
          const within = pairs.filter(([x]) => x >= (ends[0] ?? 0) && x <= (ends[1] ?? 0)).map(([, score]) => score);
          expect([cells[1], cells[3]], cells[0]).toEqual([written(mean(within)), String(within.length)]);
          expect(await countBehind(context.request, href ?? ""), href ?? "").toBe(within.length);
        }
      }).toPass(RETRIED);
      await page.getByRole("button", { name: "Ver como gráfico" }).click();
      const stretch = page.getByRole("group", { name: title }).getByRole("link").first();
      const n = /n = (\d+)/.exec((await stretch.getAttribute("aria-label")) ?? "")?.[1];
      await stretch.press("Enter");
      await expect(page.getByText(new RegExp(`^${n} registros?$`))).toBeVisible();
      await page.goBack();
      await page.locator("svg g a").first().dispatchEvent("click");
      await expect(page).toHaveURL(/\/evaluations\/[0-9a-f-]{36}$/);
    });
  });
}

test("contests by item and outcome are counted from the contests, and lead to them", async ({ browser }) => {
  await asSupervisor(browser, async (page, context) => {
    // Up to today: those of the sample data are opened as it is made.
    const period = { from: PERIOD.from, to: moved(PERIOD.to, 1) };
    await expect(async () => {
      const contested = await everyRow<RawEvaluation>(context.request, "evaluations", { contested: "true" });
      const details = await detailsOf(context.request, contested);
      await page.goto(`/analytics?from=${period.from}&to=${period.to}&tab=feedback`);
      const table = await openTable(page, /^Contestações por item/);
      const told = await linkedRows(table);
      const within = details.map(({ contests }) => contests.filter(({ opened_at }) => dayOf(opened_at) >= period.from && dayOf(opened_at) <= period.to));
      const items = within.flatMap((contests) => contests.flatMap((contest) => contest.items.filter(({ asked }) => asked !== null)));
      const count = (key: string, decision?: "accept" | "replace" | "uphold" | null): string => written(items.filter((item) => item.criterion === key && (decision === undefined || item.decision === decision)).length, 0);
      const keyOf = (href: string | null): string => new URL(href ?? "", "http://list").searchParams.get("contested_criterion") ?? "";
      expect(told.map(({ href }) => keyOf(href)).sort()).toEqual([...new Set(items.map(({ criterion }) => criterion))].sort());
      for (const { href, cells } of told) {
        const key = keyOf(href);
        expect(cells.slice(1, 6), key).toEqual([count(key), count(key, "accept"), count(key, "replace"), count(key, "uphold"), count(key, null)]);
        const rows = within.filter((contests) => contests.some((contest) => contest.items.some(({ criterion, asked }) => criterion === key && asked !== null))).length;
        expect(await countBehind(context.request, href ?? ""), key).toBe(rows);
      }
    }).toPass(RETRIED);
    await page.getByRole("table", { name: /^Contestações/ }).getByRole("link").first().click();
    await expect(page.getByRole("button", { name: /Retirar Item contestado/ })).toBeVisible();
  });
});

/** One question of the distribution: the query, and the items it asks for. */
const SPREADS = [
  ["&score=raw", []],
  ["&criterion=empathy", ["empathy"]],
  ["&criterion=empathy,closing", ["empathy", "closing"]],
] as const;

for (const [query, keys] of SPREADS) {
  test(`bands of ${query} lead to their rows`, async ({ browser }) => {
    await asSupervisor(browser, async (page, context) => {
      await expect(async () => {
        const { evaluations, answers } = await readRows(context.request, PERIOD);
        const shares = evaluations.map(({ id }) => (answers.get(id) ?? []).filter(({ key }) => (keys as readonly string[]).includes(key)).map(({ p }) => 100 * (p ?? 0)));
        await page.goto(`${ADDRESS}${query}`);
        const bands = await linkedRows(await openTable(page, keys.length > 0 ? /^Quantas respostas/ : /^Quantas monitorias/));
        for (const { href, cells } of bands) {
          const [low = 0, high = 0] = (cells[0] ?? "").split(" a ").map(Number);
          const found = shares.map((some) => some.filter((share) => share >= low && (share < high || high === 100)).length);
          // Of raw scores no list tells more than their number.
          const counted = keys.length > 0 ? written(found.reduce((sum, n) => sum + n, 0), 0) : cells[1];
          expect([cells[1], href === null], cells[0]).toEqual([counted, counted === "0"]);
          const rows = keys.length > 0 ? found.filter((n) => n > 0).length : Number(counted);
          expect(await countBehind(context.request, href ?? "/evaluations?published=true&operator_id=00000000-0000-0000-0000-000000000000"), href ?? "").toBe(rows);
        }
      }).toPass(RETRIED);
    });
  });
}

test("a share without errors leads to those without, and those with one are a press away", async ({ browser }) => {
  await asSupervisor(browser, async (page, context) => {
    await expect(async () => {
      const { evaluations } = await readRows(context.request, PERIOD);
      await page.goto(`${ADDRESS}&tab=critical`);
      const classes = await openTable(page, /^Monitorias sem erro crítico/);
      for (const { href, cells } of await linkedRows(classes)) {
        expect(await countBehind(context.request, href ?? ""), cells[0]).toBe(Number(cells[3]));
        expect(Number(cells[3]) + Number(cells[5])).toBe(Number(cells[4]));
      }
      const faulty = await classes.locator("tbody tr").filter({ hasText: "Sem erro fatal" }).getByRole("link").nth(1).getAttribute("href");
      expect(await countBehind(context.request, faulty ?? "")).toBe(evaluations.filter(({ has_fatal }) => has_fatal).length);
    }).toPass(RETRIED);
  });
});
