import { type BrowserContext, test as base } from "@playwright/test";

export * from "@playwright/test";

/** What the pages of a context did that the content policy forbids. */
async function watch(context: BrowserContext, found: string[]): Promise<void> {
  await context.exposeBinding("tellViolation", (_, said: string) => found.push(said));
  await context.addInitScript(() => {
    document.addEventListener("securitypolicyviolation", ({ violatedDirective, blockedURI, sourceFile, lineNumber, documentURI }) => {
      void (window as unknown as { tellViolation: (said: string) => Promise<void> }).tellViolation(
        `${violatedDirective} ${blockedURI} at ${documentURI} (${sourceFile}:${String(lineNumber)})`,
      );
    });
  });
}

/** Every journey, whatever it is about, also sees that no page it opens breaks the content policy. */
export const test = base.extend<{ keptPolicy: undefined }, { violations: string[] }>({
  violations: [
    async ({ browser }, use) => {
      const found: string[] = [];
      const open = browser.newContext.bind(browser);
      browser.newContext = async (options) => {
        const context = await open(options);
        await watch(context, found);
        return context;
      };
      await use(found);
    },
    { scope: "worker", auto: true },
  ],
  keptPolicy: [
    async ({ violations }, use) => {
      await use(undefined);
      base.expect(violations.splice(0), "no page of this journey breaks the content policy").toEqual([]);
    },
    { auto: true },
  ],
});
