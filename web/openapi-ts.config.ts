import { defineConfig } from "@hey-api/openapi-ts";

export default defineConfig({
  input: "../docs/openapi.json",
  output: { path: "src/api/generated", clean: true },
  plugins: [
    { name: "@hey-api/client-axios", runtimeConfigPath: "./src/api/client-config", throwOnError: true },
    "@hey-api/typescript",
    { name: "@hey-api/sdk" },
  ],
});
