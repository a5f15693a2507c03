import { fileURLToPath } from "node:url";

import tailwindcss from "@tailwindcss/vite";
import react from "@vitejs/plugin-react";
import type { Plugin } from "vite";
import { defineConfig } from "vitest/config";

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/** React Aria ships its own texts in thirty languages; only the two of the product enter the bundle. */
function onlyOurLanguages(): Plugin {
  const foreign = /react-(?:aria|stately)(?:-components)?\/dist\/.*intl\/.*\/(?!pt-BR|en-US)[a-z]{2}-[A-Z]{2}\.m?js$/;
  return {
    name: "only-our-languages",
    enforce: "pre",
    load: (id) => (foreign.test(id.replaceAll("\\", "/")) ? "export default {};" : null),
  };
}

/** Sonner writes its styles into the page, which the content policy forbids: `ui/Toaster` imports them as a file instead. */
function noWrittenStyles(): Plugin {
  const written = /^__insertCSS\(".*"\);?$/m;
  return {
    name: "no-written-styles",
    enforce: "pre",
    transform(code, id) {
      if (!/[\\/]sonner[\\/]dist[\\/]index\.mjs/.test(id)) return null;
      if (!written.test(code)) throw new Error("sonner writes its styles in another way: look at noWrittenStyles");
      return { code: code.replace(written, ""), map: null };
    },
  };
}

export default defineConfig({
  plugins: [react(), tailwindcss(), onlyOurLanguages(), noWrittenStyles()],
  resolve: { alias: { "@": here("./src") } },
  build: {
    outDir: here("../src/monitoria/platform/http/webapp"),
    emptyOutDir: true,
    manifest: true,
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 900,
  },
  server: { port: 5173, proxy: { "/api": process.env["MONITORIA_API"] ?? "http://127.0.0.1:8000" } },
  preview: { port: 4173, proxy: { "/api": process.env["MONITORIA_API"] ?? "http://127.0.0.1:8000" } },
  test: {
    environment: "jsdom",
    include: ["src/**/*.test.{ts,tsx}"],
    setupFiles: ["src/testing/setup.ts"],
    restoreMocks: true,
    env: { TZ: "UTC" },
  },
});
