/**
 * Pictures of every chart for the guide, in both themes: `node scripts/chart-pictures.mjs [names…]`.
 * They are taken from the server that MONITORIA_URL names, which holds sample data
 * (`monitoria demo --home DIR --calls 6000 --evaluations 1500`), as its administrator.
 */
import path from "node:path";
import { fileURLToPath } from "node:url";

import { chromium } from "@playwright/test";

const url = process.env.MONITORIA_URL ?? "http://127.0.0.1:8000";
const folder = process.env.PICTURES ?? fileURLToPath(new URL("../../docs/images/analytics", import.meta.url));
const PERSON = { username: "admin", password: "admin123", cookie: true };

/** Where each chart stands, and how its title begins. */
const CHARTS = {
  "over-time": ["?grain=week", /^Nota média por semana/],
  distribution: ["", /^Quantas monitorias/],
  comparison: ["?tab=comparisons", /^Nota média por/],
  periods: ["?tab=comparisons&by=period", /^Nota média deste período/],
  pareto: ["?tab=items", /^Onde se perdem/],
  "heat-map": ["?tab=items", /^Cada item/],
  "criterion-history": ["?tab=items&period=365&history=empathy", /^A história de um item/],
  critical: ["?tab=critical&period=365", /^Monitorias sem erro crítico/],
  "critical-months": ["?tab=critical&period=365", /^Sem erro crítico/],
  hours: ["?tab=hours", /^Chamadas por dia/],
  severity: ["?tab=evaluators", /^Rigor/],
  funnel: ["?tab=feedback", /^Da publicação/],
  contests: ["?tab=feedback", /^Contestações/],
  relations: ["?tab=relations", /^Nota e satisfação/],
};

const wanted = process.argv.slice(2);
const names = wanted.length > 0 ? wanted : Object.keys(CHARTS);
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: ["--no-sandbox", "--disable-gpu"] });
for (const colorScheme of ["light", "dark"]) {
  const context = await browser.newContext({ baseURL: url, locale: "pt-BR", timezoneId: "America/Sao_Paulo", colorScheme, reducedMotion: "reduce", viewport: { width: 1360, height: 900 } });
  const answer = await context.request.post("/api/auth/login", { data: PERSON });
  if (!answer.ok()) throw new Error(`${url}: ${String(answer.status())}`);
  const page = await context.newPage();
  for (const name of names) {
    const [query, title] = CHARTS[name];
    const place = { path: path.join(folder, `${name}-${colorScheme}.png`), animations: "disabled" };
    await page.goto(`/analytics${query}`);
    const card = page.locator("section").filter({ has: page.getByRole("heading", { level: 2, name: title }) });
    await card.getByText("Como é calculado").waitFor();
    await card.screenshot(place);
  }
  await context.close();
}
await browser.close();
