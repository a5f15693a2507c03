import { type Browser, type BrowserContext, expect, type Page, test } from "./test";

import { cellsOf, dayOf, detailsOf, everyRow, grouped, mean, moved, openTable, quietPeriod, readRows, type Rows, written } from "./analytics-rows";
import { browserOf, OPERATORS, SUPERVISOR } from "./people";

test.describe.configure({ timeout: 180_000 });

const PERIOD = quietPeriod();
const ADDRESS = `/analytics?from=${PERIOD.from}&to=${PERIOD.to}`;

function short(day: string): string {
  return day.split("-").reverse().join("/");
}

async function asSupervisor(browser: Browser, does: (page: Page, context: BrowserContext) => Promise<void>): Promise<void> {
  const context = await browserOf(browser, SUPERVISOR);
  await does(await context.newPage(), context);
  await context.close();
}

/** Compares what a page says with the rows; once more when a journey beside this one changed them in between. */
async function agrees(page: Page, context: BrowserContext, address: string, compare: (rows: Rows) => Promise<void>): Promise<void> {
  await expect(async () => {
    const rows = await readRows(context.request, PERIOD);
    await page.goto(address);
    await compare(rows);
  }).toPass({ timeout: 120_000, intervals: [0, 1_000, 3_000] });
}

function scoresOf(rows: Rows): number[] {
  return rows.evaluations.flatMap(({ overall_score }) => (overall_score === null ? [] : [overall_score]));
}

/** Monday of the week of a day, cut at the beginning of the period. */
function weekOf(day: string): string {
  const monday = moved(day, -((new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7));
  return monday < PERIOD.from ? PERIOD.from : monday;
}

test("the score over time and its spread are those of the rows, and lead to them", async ({ browser }) => {
  await asSupervisor(browser, async (page, context) => {
    await agrees(page, context, `${ADDRESS}&grain=week`, async (rows) => {
      const table = await cellsOf(await openTable(page, /^Nota média por semana/));
      const scored = rows.evaluations.filter(({ overall_score }) => overall_score !== null);
      const weeks = grouped(scored, ({ dated_at }) => weekOf(dayOf(dated_at)));
      const told = table.filter(([, , , n]) => n !== "0").map(([label = "", average, , n]) => [label.slice(0, 10), average, n]);
      const counted = [...weeks].sort().map(([day, found]) => [short(day), written(mean(found.map(({ overall_score }) => overall_score ?? 0))), written(found.length, 0)]);
      expect(told).toEqual(counted);

      const bands = await cellsOf(await openTable(page, /^Quantas monitorias em cada faixa/));
      const filled = grouped(scoresOf(rows), (score) => String(Math.min(Math.floor(score / 5) * 5, 95)));
      expect(bands.filter(([, n]) => n !== "0").map(([label = "", n]) => [label.split(" ")[0], n])).toEqual(
        [...filled].map(([low, found]) => [Number(low), found.length] as const).sort(([one], [other]) => one - other).map(([low, n]) => [String(low), written(n, 0)]),
      );
    });
    const week = page.getByRole("table", { name: /por semana/ }).getByRole("row").filter({ has: page.getByRole("link") }).last();
    const n = await week.getByRole("cell").nth(2).textContent();
    await week.getByRole("link").click();
    await expect(page).toHaveURL(/\/evaluations\?/);
    await expect(page.getByText(new RegExp(`^${n} registros?$`))).toBeVisible();
  });
});

test("operators stand by name, with the averages of their rows", async ({ browser }) => {
  await asSupervisor(browser, async (page, context) => {
    await agrees(page, context, `${ADDRESS}&tab=comparisons&by=operator`, async (rows) => {
      const table = await cellsOf(await openTable(page, /^Nota média por atendente/));
      const people = grouped(rows.evaluations.filter(({ overall_score }) => overall_score !== null), ({ operator_name }) => operator_name);
      const names = table.map(([name = ""]) => name);
      expect(names).toEqual([...names].sort((one, other) => one.localeCompare(other, "pt-BR")));
      expect([...names].sort()).toEqual([...people.keys()].sort());
      for (const [name = "", average, , n] of table) {
        const scores = (people.get(name) ?? []).map(({ overall_score }) => overall_score ?? 0);
        expect([name, average, n]).toEqual([name, written(mean(scores)), written(scores.length, 0)]);
      }
    });
  });
});

test("what fails, what it costs and the map of items are those of the answers", async ({ browser }) => {
  await asSupervisor(browser, async (page, context) => {
    await agrees(page, context, `${ADDRESS}&tab=items&columns=operator`, async (rows) => {
      const pareto = await cellsOf(await openTable(page, /^Onde se perdem/));
      const answers = [...rows.answers.values()].flat();
      const items = grouped(answers, ({ key }) => key);
      const lost = (found: typeof answers): number => found.reduce((sum, { p, applied_weight }) => sum + (1 - (p ?? 0)) * applied_weight, 0);
      const counted = [...items.values()].map((found) => [written(lost(found)), written(found.filter(({ p }) => (p ?? 0) < 0.5).length, 0), written(found.length, 0)].join(" | "));
      expect(pareto.map(([, points, , , failed, , n]) => [points, failed, n].join(" | ")).sort()).toEqual(counted.sort());

      const heat = await cellsOf(await openTable(page, /^Cada item, por atendente/));
      const cells = rows.evaluations.flatMap(({ id, operator_name }) => (rows.answers.get(id) ?? []).map(({ key, p }) => ({ place: `${operator_name} ${key}`, score: 100 * (p ?? 0) })));
      const means = [...grouped(cells, ({ place }) => place).values()].map((found) => `${written(mean(found.map(({ score }) => score)))} | ${found.length}`);
      expect(heat.map(([, , average, , n]) => `${average} | ${n}`).sort()).toEqual(means.sort());
    });
    const pareto = page.getByRole("table", { name: /^Onde se perdem/ });
    const failed = pareto.getByRole("row").filter({ has: page.getByRole("link") }).first();
    const count = await failed.getByRole("cell").nth(3).textContent();
    await failed.getByRole("link").click();
    await expect(page.getByRole("button", { name: /Retirar Falhou no item/ })).toBeVisible();
    await expect(page.getByText(new RegExp(`^${count} registros?$`))).toBeVisible();
  });
});

test("the history of an item is that of its answers", async ({ browser }) => {
  await asSupervisor(browser, async (page, context) => {
    await agrees(page, context, `${ADDRESS}&tab=items&history=empathy&grain=month`, async (rows) => {
      const table = await cellsOf(await openTable(page, /^A história de um item: Empatia/));
      const answered = rows.evaluations.flatMap(({ id, dated_at }) => (rows.answers.get(id) ?? []).filter(({ key }) => key === "empathy").map(({ p }) => ({ month: dayOf(dated_at).slice(0, 7), score: 100 * (p ?? 0) })));
      const counted = [...grouped(answered, ({ month }) => month)].sort().map(([, found]) => [written(mean(found.map(({ score }) => score))), written(found.length, 0)]);
      expect(table.filter(([, , , n]) => n !== "0").map(([, average, , n]) => [average, n])).toEqual(counted);
    });
  });
});

test("the evaluations without a fatal error are counted from the rows", async ({ browser }) => {
  await asSupervisor(browser, async (page, context) => {
    await agrees(page, context, `${ADDRESS}&tab=critical`, async (rows) => {
      const table = await cellsOf(await openTable(page, /^Monitorias sem erro crítico/));
      const [, share, , without, n] = table.find(([label]) => label === "Sem erro fatal") ?? [];
      const good = rows.evaluations.filter(({ has_fatal }) => !has_fatal).length;
      expect([share, without, n]).toEqual([`${written((100 * good) / rows.evaluations.length)}%`, written(good, 0), written(rows.evaluations.length, 0)]);
    });
  });
});

test("calls stand at the hour and the weekday they began, and a cell leads to them", async ({ browser }) => {
  await asSupervisor(browser, async (page, context) => {
    const parts = new Intl.DateTimeFormat("en-US", { timeZone: "America/Sao_Paulo", weekday: "short", hour: "2-digit", hourCycle: "h23" });
    const placeOf = (at: string): string => {
      const found = Object.fromEntries(parts.formatToParts(new Date(at)).map(({ type, value }) => [type, value]));
      return `${["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"].indexOf(found["weekday"] ?? "")}-${Number(found["hour"])}`;
    };
    await expect(async () => {
      const calls = await everyRow<{ started_at: string }>(context.request, "calls", PERIOD);
      const counted = grouped(calls, ({ started_at }) => placeOf(started_at));
      await page.goto(`${ADDRESS}&tab=hours`);
      const table = await openTable(page, /^Chamadas por dia da semana/);
      const heads = await table.locator("thead th").allTextContents();
      const cells = await cellsOf(table);
      const told = cells.flatMap(([, ...row], weekday) => row.map((n, index) => [`${weekday}-${Number.parseInt(heads[index + 1] ?? "", 10)}`, n] as const)).filter(([, n]) => n !== "0");
      expect(Object.fromEntries(told)).toEqual(Object.fromEntries([...counted].map(([place, found]) => [place, written(found.length, 0)])));
    }).toPass({ timeout: 120_000, intervals: [0, 1_000, 3_000] });
    await page.getByRole("button", { name: "Ver como gráfico" }).click();
    const cell = page.getByRole("link", { name: /^segunda, .*: \d+ chamadas?$/ }).first();
    const n = /: (\d+)/.exec((await cell.getAttribute("aria-label")) ?? "")?.[1];
    await cell.click();
    await expect(page.getByText(new RegExp(`^${n} registros?$`))).toBeVisible();
  });
});

test("how far feedback came, how strict evaluators are and the score beside satisfaction are counted from the rows", async ({ browser }) => {
  await asSupervisor(browser, async (page, context) => {
    await agrees(page, context, `${ADDRESS}&tab=feedback`, async ({ evaluations }) => {
      const details = await detailsOf(context.request, evaluations);
      const table = await cellsOf(await openTable(page, /^Da publicação ao encerramento/));
      const counted = { Publicadas: details.length, "Com ciência": details.filter(({ acknowledgements }) => acknowledgements.length > 0).length, Contestadas: details.filter(({ contests }) => contests.length > 0).length, Encerradas: details.filter(({ status }) => status === "closed").length };
      const told = Object.fromEntries(table.map(([step = "", n]) => [step, n]));
      expect(told).toMatchObject(Object.fromEntries(Object.entries(counted).map(([step, n]) => [step, written(n, 0)])));
    });
    await agrees(page, context, `${ADDRESS}&tab=evaluators`, async ({ evaluations }) => {
      const table = await cellsOf(await openTable(page, /^Rigor de cada avaliador/));
      const given = grouped(evaluations.filter(({ overall_score }) => overall_score !== null), ({ evaluator_name }) => evaluator_name);
      const counted = [...given].map(([name, found]) => [name, written(mean(found.map(({ overall_score }) => overall_score ?? 0))), written(found.length, 0)]);
      expect(table.map(([name, , , average, , n]) => [name, average, n]).sort()).toEqual(counted.sort());
    });
    await agrees(page, context, `${ADDRESS}&tab=relations&with=handling_time`, async ({ evaluations }) => {
      const scored = evaluations.filter(({ overall_score }) => overall_score !== null);
      const lengths = new Map((await everyRow<{ id: string; duration_seconds: number | null }>(context.request, "calls", {})).map(({ id, duration_seconds }) => [id, duration_seconds]));
      const n = scored.filter(({ call_id }) => lengths.get(call_id) != null).length;
      const table = await cellsOf(await openTable(page, /^Nota e duração/));
      expect(table.reduce((sum, [, , , one]) => sum + Number(one), 0)).toBe(n);
    });
    await expect(page.getByText(/Correlação não é causa|Sem correlação definida/)).toHaveCount(0);
    await page.getByRole("button", { name: "Ver como gráfico" }).click();
    await expect(page.getByText("Correlação não é causa: outra coisa pode mover as duas.")).toBeVisible();
  });
});

test("a view keeps the open part and its filters, is renamed, and goes", async ({ browser }) => {
  await asSupervisor(browser, async (page) => {
    const name = `Itens da semana ${crypto.randomUUID().slice(0, 8)}`;
    await page.goto("/analytics?tab=items&period=7");
    await page.getByRole("button", { name: "Visões" }).click();
    await page.getByRole("menuitem", { name: "Salvar esta visão…" }).click();
    const dialog = page.getByRole("dialog", { name: "Salvar esta visão" });
    await dialog.getByRole("button", { name: "Salvar" }).click();
    await expect(dialog.getByText("Dê um nome à visão.")).toBeVisible();
    await dialog.getByLabel(/Nome/).fill(name);
    await dialog.getByRole("button", { name: "Salvar" }).click();
    await expect(dialog).toHaveCount(0);
    await page.goto("/dashboard");
    await page.getByRole("button", { name: "Visões" }).click();
    await page.getByRole("menuitem", { name }).click();
    await expect(page).toHaveURL(/\/analytics\?tab=items&period=7/);
    await page.getByRole("button", { name: "Visões" }).click();
    await page.getByRole("menuitem", { name: "Organizar visões…" }).click();
    await page.getByRole("button", { name: `Mudar o nome: ${name}` }).click();
    await page.getByRole("textbox", { name: "Nome" }).fill(`${name} nova`);
    await page.getByRole("dialog").getByRole("button", { name: "Salvar" }).click();
    await page.getByRole("button", { name: `Apagar: ${name} nova` }).click();
    await page.getByRole("alertdialog").getByRole("button", { name: "Apagar" }).click();
    await expect(page.getByRole("dialog").getByText(`${name} nova`)).toHaveCount(0);
  });
});

test("filters live in the address, tell nothing here from nothing yet, and are cleared in one press", async ({ browser }) => {
  await asSupervisor(browser, async (page) => {
    await page.goto(`${ADDRESS}&origin=complaint&category=sales&channel=video`);
    await expect(page.getByText("Nada neste período com estes filtros").first()).toBeVisible();
    await page.getByRole("button", { name: "Limpar filtros" }).first().click();
    await expect(page).not.toHaveURL(/origin/);
    await expect(page.getByRole("heading", { name: /^Nota média por/ })).toBeVisible();
    await page.getByRole("link", { name: "Itens" }).click();
    await expect(page).toHaveURL(new RegExp(`from=${PERIOD.from}.*tab=items`));
    await page.goto("/analytics?from=2001-01-01&to=2001-01-31");
    await expect(page.getByText("Ainda não há monitorias publicadas neste período").first()).toBeVisible();
  });
});

test("an operator finds no page of comparison, only himself", async ({ browser }) => {
  const context = await browserOf(browser, OPERATORS[1] ?? SUPERVISOR);
  const page = await context.newPage();
  await page.goto(ADDRESS);
  await expect(page.getByText("Você não tem acesso a esta parte")).toBeVisible();
  await expect(page.getByRole("link", { name: "Análises" })).toHaveCount(0);
  await page.goto("/");
  await expect(page.getByRole("heading", { name: /^A história de um item/ })).toBeVisible();
  await context.close();
});
