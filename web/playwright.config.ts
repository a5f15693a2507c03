import { defineConfig } from "@playwright/test";

/** The browser tests use the Chromium of the machine and never download one. */
export default defineConfig({
  testDir: "browser",
  timeout: 60_000,
  use: {
    baseURL: process.env["MONITORIA_URL"] ?? "http://127.0.0.1:8000",
    locale: "pt-BR",
    timezoneId: "America/Sao_Paulo",
    launchOptions: {
      executablePath: process.env["CHROMIUM"] ?? "/usr/bin/chromium",
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
