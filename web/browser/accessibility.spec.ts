import AxeBuilder from "@axe-core/playwright";
import { type BrowserContext, expect, type Page, test } from "./test";

import { ADMIN, browserOf, callsToEvaluate, changing, operatorNamed, OPERATORS, ownCall, type Person } from "./people";
import { makeWav } from "./sound";

const SIZES = { desktop: { width: 1440, height: 900 }, phone: { width: 390, height: 844 } };
const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

/** `colour`: only what a theme changes. `popover`: what floats over the page stands in no landmark of it. */
async function violations(page: Page, only: "all" | "colour" | "popover" = "all"): Promise<string[]> {
  // In legacy mode no second page is opened for frames, of which we have none.
  const axe = new AxeBuilder({ page }).setLegacyMode();
  const rules = only === "colour" ? axe.withRules(["color-contrast"]) : axe.withTags(TAGS);
  const { violations: found } = await (only === "popover" ? rules.disableRules(["region"]) : rules).analyze();
  return found.map(({ id, nodes }) => `${id}: ${nodes.map(({ target, any }) => `${target.join(" ")} ${any[0]?.message ?? ""}`).join(" | ")}`);
}

async function settled(page: Page): Promise<void> {
  await expect(page.getByRole("heading", { level: 1 }).first()).toBeVisible();
  await expect(page.locator(".skeleton")).toHaveCount(0);
  // Colours of another theme take a frame to arrive, however short their transition.
  await page.evaluate(async () => {
    await new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)));
    await Promise.allSettled(document.getAnimations().map((animation) => animation.finished));
  });
}

/** Looks at the page in both sizes and both themes. */
async function look(page: Page, address: string): Promise<void> {
  await page.goto(address);
  for (const [size, viewport] of Object.entries(SIZES)) {
    await page.setViewportSize(viewport);
    for (const colorScheme of ["light", "dark"] as const) {
      await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
      await settled(page);
      const isTurned = (size === "phone") !== (colorScheme === "dark");
      expect.soft(await violations(page, isTurned ? "colour" : "all"), `${address} ${size} ${colorScheme}`).toEqual([]);
      const beyond = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
      expect.soft(beyond, `${address} ${size}: nothing reaches beyond the edge`).toBeLessThanOrEqual(0);
    }
  }
}

async function first(context: BrowserContext, list: string): Promise<string> {
  const { items } = (await (await context.request.get(`/api/${list}`, { params: { limit: 1 } })).json()) as { items: { id: string }[] };
  return items[0]?.id ?? "";
}

async function as(person: Person, browser: Parameters<typeof browserOf>[0], look: (page: Page, context: BrowserContext) => Promise<void>): Promise<void> {
  const context = await browserOf(browser, person);
  await look(await context.newPage(), context);
  await context.close();
}

/** A call whose recording has been measured, so that its player is drawn. */
async function recordedCall(context: BrowserContext): Promise<string> {
  const { id } = await ownCall(context);
  const file = { name: "ligação.wav", mimeType: "audio/wav", buffer: makeWav(40) };
  await context.request.post(`/api/calls/${id}/recordings`, { headers: await changing(context), multipart: { file } });
  await expect
    .poll(async () => ((await (await context.request.get(`/api/calls/${id}/recordings`)).json()) as { items: { status: string }[] }).items[0]?.status, { timeout: 30_000 })
    .toBe("ready");
  return id;
}

test.describe.configure({ timeout: 240_000 });

test("nothing on the way in", async ({ page }) => {
  await look(page, "/sign-in");
});

test("nothing on the pages of the daily work", async ({ browser }) => {
  await as(ADMIN, browser, async (page, context) => {
    const evaluation = await first(context, "evaluations");
    for (const address of ["/", "/?period=7", "/evaluations", `/evaluations/${evaluation}`]) await look(page, address);
  });
});

test("nothing on the scoring screen and the pages of calls", async ({ browser }) => {
  await as(ADMIN, browser, async (page, context) => {
    const [call] = await callsToEvaluate(context.request, 1);
    const id = call?.id ?? "";
    for (const address of [`/calls/${id}/evaluate`, "/calls", "/calls?q=zzzzzz", "/calls/new", `/calls/${id}`, `/calls/${id}/edit`]) await look(page, address);
  });
});

test("nothing on the player, where a call is read and where it is scored", async ({ browser }) => {
  await as(ADMIN, browser, async (page, context) => {
    const id = await recordedCall(context);
    for (const address of [`/calls/${id}`, `/calls/${id}/evaluate`]) {
      await look(page, address);
      await expect(page.getByRole("slider", { name: "Posição na gravação" })).toBeVisible();
    }
    await page.keyboard.press("c");
    await expect(page.getByRole("textbox", { name: "Comentário deste momento" })).toBeFocused();
    expect.soft(await violations(page), "a comment at a second").toEqual([]);
  });
});

test("nothing on the pages of people and settings", async ({ browser }) => {
  await as(ADMIN, browser, async (page, context) => {
    const user = await first(context, "users");
    for (const address of ["/users", "/users/new", `/users/${user}`, "/teams", "/categories", "/settings", "/settings/holidays", "/settings/system", "/profile", "/profile/security", "/notifications", "/notifications/preferences", "/exports", "/reports/schedules", "/nowhere"]) await look(page, address);
  });
});

test("nothing on the audit trail, the pages of privacy and the term", async ({ browser }) => {
  await as(ADMIN, browser, async (page, context) => {
    for (const address of ["/audit", "/privacy", "/privacy?tab=retention", "/privacy?tab=requests", "/keys", "/webhooks", "/webhooks/deliveries"]) await look(page, address);
    const person = { username: `termo.${crypto.randomUUID().slice(0, 8)}`, password: "uma-senha-boa" };
    await context.request.post("/api/auth/register", { headers: await changing(context), data: { ...person, role: "operator" } });
    await as(person, browser, (term) => look(term, "/"));
  });
});

test("nothing on the dialogs of keys, webhooks and the second factor", async ({ browser }) => {
  await as(ADMIN, browser, async (page) => {
    for (const [address, name] of [["/profile/security", "Ligar o segundo fator"], ["/profile/security", "Criar chave"], ["/webhooks", "Criar webhook"]] as const) {
      await page.goto(address);
      await page.getByRole("button", { name }).first().click();
      await expect(page.getByRole("dialog", { name })).toBeVisible();
      await settled(page);
      expect.soft(await violations(page, "popover"), `the dialog behind ${name}`).toEqual([]);
    }
  });
});

test("nothing on the analysis, as charts and as tables", async ({ browser }) => {
  await as(ADMIN, browser, async (page) => {
    for (const tab of ["evolution", "comparisons&by=operator", "items&columns=operator", "critical", "hours", "evaluators", "relations", "feedback"]) await look(page, `/analytics?tab=${tab}`);
    const asTable = page.getByRole("button", { name: "Ver como tabela" });
    while ((await asTable.count()) > 0) await asTable.first().click();
    expect.soft(await violations(page), "charts as tables").toEqual([]);
    await page.getByRole("button", { name: "Mais filtros" }).click();
    expect.soft(await violations(page), "the further filters").toEqual([]);
    await page.getByRole("button", { name: "Visões" }).click();
    await page.getByRole("menuitem", { name: "Salvar esta visão…" }).click();
    expect.soft(await violations(page, "popover"), "the dialog that keeps a view").toEqual([]);
  });
});

test("nothing on the pages of scorecards", async ({ browser }) => {
  await as(ADMIN, browser, async (page, context) => {
    const card = await first(context, "scorecards");
    for (const address of ["/scorecards", `/scorecards/${card}`, `/scorecards/${card}/edit`]) await look(page, address);
  });
});

/** An import that stands at its answers, with a problem to look at. */
async function checkedImport(context: BrowserContext): Promise<string> {
  const table = `Código;Atendente;Início;Duração\nX-1;Ana Santoss;03/11/2026 08:15;00:02:23\nX-2;Ana dos Santos;03/11/2026 08:15;dez\n`;
  const file = { name: "chamadas.csv", mimeType: "text/csv", buffer: Buffer.from(table) };
  const made = await context.request.post("/api/imports", { headers: await changing(context), multipart: { kind: "calls", file } });
  const { id } = (await made.json()) as { id: string };
  await context.request.post(`/api/imports/${id}/check`, { headers: await changing(context) });
  const status = async () => ((await (await context.request.get(`/api/imports/${id}`)).json()) as { status: string }).status;
  await expect.poll(status, { timeout: 30_000 }).toBe("checked");
  return id;
}

test("nothing on the pages of imports", async ({ browser }) => {
  await as(ADMIN, browser, async (page, context) => {
    const id = await checkedImport(context);
    const steps = ["file", "columns", "values", "review"].map((step) => `/imports/${id}?step=${step}`);
    for (const address of ["/imports", ...steps]) await look(page, address);
  });
});

/** A plan with everything on it, of the operator whose evaluation is the latest. */
async function fullPlan(context: BrowserContext): Promise<{ plan: string; evaluation: string; operator: string }> {
  const send = async (path: string, data: object): Promise<{ id: string }> => {
    const answer = await context.request.post(`/api/coaching/plans${path}`, { headers: await changing(context), data });
    return (await answer.json()) as { id: string };
  };
  const list = await context.request.get("/api/evaluations", { params: { published: "true", limit: 1 } });
  const [found] = ((await list.json()) as { items: { id: string; operator_name: string }[] }).items;
  const due = new Date(Date.now() + 2 * 86_400_000).toISOString().slice(0, 10);
  const { id } = await send("", { evaluation_ids: [found?.id], objective: "Acolher antes de resolver", criteria: ["empathy", "closing"], due_on: due, actions: ["Ouvir duas chamadas"] });
  for (const is_private of [true, false]) await send(`/${id}/notes`, { text: "Combinado com a equipe", is_private });
  await send(`/${id}/sessions`, { held_on: new Date(Date.now() - 2 * 86_400_000).toISOString().slice(0, 10), notes: "Ouvimos juntos" });
  return { plan: id, evaluation: found?.id ?? "", operator: found?.operator_name ?? "" };
}

test("nothing on coaching plans and on the homes of those who lead and of an operator", async ({ browser }) => {
  let operator = "";
  let plan = "";
  await as(ADMIN, browser, async (page, context) => {
    const made = await fullPlan(context);
    ({ operator, plan } = made);
    for (const address of ["/coaching", "/coaching/new", `/coaching/new?evaluation_id=${made.evaluation}`, `/coaching/${plan}`, "/unevaluated"]) await look(page, address);
    await page.goto(`/coaching/${plan}`);
    for (const name of ["Editar", "Registrar encontro", "Concluir"]) {
      await page.getByRole("button", { name }).click();
      await expect(page.getByRole("dialog").or(page.getByRole("alertdialog"))).toBeVisible();
      expect.soft(await violations(page, "popover"), `the dialog behind ${name}`).toEqual([]);
      await page.getByRole("button", { name: "Fechar" }).click();
      await expect(page.getByRole("dialog").or(page.getByRole("alertdialog"))).toHaveCount(0);
    }
    await page.getByRole("button", { name: "Ver como tabela" }).click();
    expect.soft(await violations(page), "the comparison as a table").toEqual([]);
  });
  const { is } = await operatorNamed(browser, operator);
  await as(is, browser, async (page) => {
    for (const address of ["/", "/dashboard", `/coaching/${plan}`]) await look(page, address);
  });
});

/** A batch with a file whose call is known, one that must be chosen, and one that is no sound. */
async function openBatch(context: BrowserContext): Promise<string> {
  const [call] = await callsToEvaluate(context.request, 1);
  const form = new FormData();
  for (const name of [`${call?.protocol ?? ""}.wav`, "sem pista.wav"]) form.append("files", new File([new Uint8Array(makeWav(2))], name, { type: "audio/wav" }));
  form.append("files", new File(["<html>"], "página.wav"));
  const headers = await changing(context);
  const made = await context.request.post("/api/recordings/batches", { headers, multipart: form });
  return ((await made.json()) as { id: string }).id;
}

test("nothing on recordings in bulk", async ({ browser }) => {
  await as(ADMIN, browser, async (page, context) => {
    for (const address of [`/recordings/${await openBatch(context)}`, "/recordings"]) await look(page, address);
  });
});

/** The first evaluation that lists that action for whoever asks. */
async function withAction(context: BrowserContext, action: string): Promise<string> {
  const { items } = (await (await context.request.get("/api/evaluations", { params: { limit: 100 } })).json()) as { items: { id: string; actions: string[] }[] };
  return items.find(({ actions }) => actions.includes(action))?.id ?? "";
}

test("nothing on an evaluation that is contested and decided", async ({ browser }) => {
  await as(OPERATORS[2] as Person, browser, async (page, context) => {
    const id = await withAction(context, "contest");
    await look(page, `/evaluations/${id}/contest`);
    await page.getByRole("checkbox").first().press("Space");
    await page.getByRole("button", { name: "Enviar contestação" }).click();
    await expect(page.getByRole("textbox", { name: /Por quê/ })).toBeVisible();
    expect.soft(await violations(page), "a contest with faults").toEqual([]);
  });
  await as(ADMIN, browser, async (page, context) => {
    const id = await withAction(context, "decide");
    for (const address of [`/evaluations/${id}`, `/evaluations/${id}/decide`]) await look(page, address);
    const { items } = (await (await context.request.get("/api/evaluations", { params: { limit: 100, published: "true" } })).json()) as { items: { id: string; revision: number }[] };
    await look(page, `/evaluations/${items.find(({ revision }) => revision > 1)?.id ?? ""}`);
  });
});

test("nothing on what an operator sees", async ({ browser }) => {
  await as(OPERATORS[1] as Person, browser, async (page, context) => {
    const evaluation = await first(context, "evaluations");
    for (const address of ["/", "/evaluations", `/evaluations/${evaluation}`, "/calls"]) await look(page, address);
  });
});

test("nothing on the dialogs of the scoring screen, nor on charts read as tables", async ({ browser }) => {
  await as(ADMIN, browser, async (page, context) => {
    const [, call] = await callsToEvaluate(context.request, 2);
    await page.goto(`/calls/${call?.id ?? ""}/evaluate`);
    await expect(page.getByRole("radiogroup").first()).toBeVisible();
    for (const key of ["?", "g"]) {
      await page.keyboard.press(key);
      await expect(page.getByRole("dialog")).toBeVisible();
      expect.soft(await violations(page, "popover"), `the dialog behind ${key}`).toEqual([]);
      await page.keyboard.press("Escape");
      await expect(page.getByRole("dialog")).toHaveCount(0);
    }
    await page.goto("/");
    for (const name of ["Ver como tabela"]) for (const button of await page.getByRole("button", { name }).all()) await button.click();
    await page.getByText("Por item").click();
    await settled(page);
    expect.soft(await violations(page), "charts as tables").toEqual([]);
  });
});
