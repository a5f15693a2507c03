import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";

import { defineConfig } from "@playwright/test";

/**
 * The journeys run on the Chromium of the machine, which is never downloaded, against a server with sample data:
 * the one that MONITORIA_URL names, or one of their own, with an empty home on a free port.
 */
const chromium = process.env["CHROMIUM"] ?? "/usr/bin/chromium";
const monitoria = process.env["JOURNEYS_COMMAND"] ?? fileURLToPath(new URL("../.venv/bin/monitoria", import.meta.url));

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer().once("error", reject);
    probe.listen(0, "127.0.0.1", () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === "object" && address ? address.port : 0));
    });
  });
}

const isOurs = process.env["MONITORIA_URL"] === undefined;
// The workers read this file again, and must find the same server. Its name is none of the server's own settings.
process.env["JOURNEYS_URL"] ??= process.env["MONITORIA_URL"] ?? `http://127.0.0.1:${String(await freePort())}`;
const url = new URL(process.env["JOURNEYS_URL"]);

function server() {
  const home = mkdtempSync(path.join(tmpdir(), "monitoria-browser-"));
  process.on("exit", () => rmSync(home, { recursive: true, force: true }));
  return {
    command: `"${monitoria}" serve --demo --home "${home}" --port ${url.port}`,
    url: `${url.origin}/readyz`,
    // Webhooks are told to a receiver on this machine.
    env: { MONITORIA_WEBHOOK_ALLOW: "127.0.0.1" },
    timeout: 120_000,
    gracefulShutdown: { signal: "SIGTERM" as const, timeout: 20_000 },
  };
}

export default defineConfig({
  testDir: "browser",
  outputDir: path.join(tmpdir(), "monitoria-browser-results"),
  // A build machine is slow and shared: only what is broken waits that long.
  timeout: 180_000,
  expect: { timeout: 30_000 },
  workers: 2,
  fullyParallel: true,
  forbidOnly: true,
  // A loaded build machine may starve a journey once; a second failure is real, and a rescued one is counted as flaky.
  retries: process.env["CI"] === undefined ? 0 : 1,
  reporter: [["list"]],
  ...(isOurs && process.env["TEST_WORKER_INDEX"] === undefined ? { webServer: server() } : {}),
  use: {
    baseURL: url.origin,
    locale: "pt-BR",
    timezoneId: "America/Sao_Paulo",
    viewport: { width: 1440, height: 900 },
    trace: "off",
    launchOptions: {
      executablePath: chromium,
      args: [
        "--no-sandbox",
        "--disable-gpu",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--no-first-run",
      ],
    },
  },
});
