import { signIn, SUPERVISOR } from "./people";
import { expect, test } from "./test";

test("what is written into a page neither runs nor draws, and is noticed", async ({ page, violations }) => {
  await page.goto("/sign-in");
  await expect(page.getByLabel("Usuário")).toBeVisible();
  await page.evaluate(() => {
    document.body.insertAdjacentHTML(
      "beforeend",
      `<img src="/none.png" alt="" onerror="document.title='pwned'"><p id="planted" style="position: fixed">x</p><style>#planted { opacity: 0.5 }</style>`,
    );
    const script = document.createElement("script");
    script.textContent = "document.title = 'pwned'";
    document.body.append(script);
  });
  await expect.poll(() => violations.length).toBeGreaterThanOrEqual(4);
  expect(await page.title()).not.toBe("pwned");
  const planted = page.locator("#planted");
  expect(await planted.evaluate((drawn) => [getComputedStyle(drawn).position, getComputedStyle(drawn).opacity])).toEqual(["static", "1"]);
  violations.length = 0;
});

test("the page of the API is drawn under the policy", async ({ page }) => {
  await page.goto("/api/docs");
  await expect(page.getByText("/api/auth/setup").first()).toBeVisible({ timeout: 60_000 });
});

test("the page may be opened again and by its back button, each time with styles of its own", async ({ page }) => {
  const first = await page.goto("/sign-in");
  const again = await page.reload();
  const nonces = [first, again].map((answer) => /'nonce-([^']+)'/.exec(answer?.headers()["content-security-policy"] ?? "")?.[1]);
  expect(new Set(nonces).size).toBe(2);
  await page.goto("/calls");
  await page.goBack();
  await expect(page.getByLabel("Usuário")).toBeVisible();
});

test("no address that comes along leads to another site", async ({ page }) => {
  await signIn(page, SUPERVISOR);
  const home = new URL(page.url()).origin;
  for (const next of ["//mal.exemplo", "/\\mal.exemplo", "/\t/mal.exemplo", "/\n/mal.exemplo", "/.//mal.exemplo", "https://mal.exemplo", "javascript:document.title='pwned'"]) {
    await page.goto(`/sign-in?next=${encodeURIComponent(next)}`);
    await expect(page.getByRole("navigation", { name: "Navegação principal" })).toBeVisible();
    expect(new URL(page.url()).origin, next).toBe(home);
    expect(await page.title()).not.toBe("pwned");
  }
});
