import js from "@eslint/js";
import jsxA11y from "eslint-plugin-jsx-a11y";
import reactHooks from "eslint-plugin-react-hooks";
import globals from "globals";
import tseslint from "typescript-eslint";

import { house } from "./eslint/rules.mjs";

export default tseslint.config(
  { ignores: ["src/api/generated/**", "node_modules/**", "public/**", "dist/**"] },
  js.configs.recommended,
  {
    files: ["src/**/*.{ts,tsx}", "browser/**/*.ts", "*.config.ts"],
    extends: [...tseslint.configs.recommendedTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    plugins: { house },
    rules: {
      "house/zones": "error",
      "@typescript-eslint/no-explicit-any": "error",
      "@typescript-eslint/consistent-type-imports": "error",
      "@typescript-eslint/switch-exhaustiveness-check": "error",
      "@typescript-eslint/no-misused-promises": ["error", { checksVoidReturn: { attributes: false } }],
      complexity: ["error", 10],
      "no-restricted-imports": ["error", { paths: [{ name: "zod", message: "Take z from @/lib/z, which obeys the content security policy" }] }],
      "max-lines": ["error", { max: 250, skipBlankLines: true, skipComments: true }],
      "max-lines-per-function": ["error", { max: 120, skipBlankLines: true, skipComments: true }],
    },
  },
  {
    files: ["src/**/*.tsx"],
    extends: [jsxA11y.flatConfigs.recommended],
    plugins: { "react-hooks": reactHooks },
    languageOptions: { globals: globals.browser },
    rules: {
      ...reactHooks.configs.recommended.rules,
      "house/no-literal-text": "error",
      complexity: ["error", 14],
      "jsx-a11y/no-autofocus": "off",
      // The table turns into cards on a phone, where its own roles would be lost: they are said aloud.
      "jsx-a11y/no-redundant-roles": ["error", { thead: ["rowgroup"], tbody: ["rowgroup"], table: ["table"], tr: ["row"] }],
      "jsx-a11y/no-interactive-element-to-noninteractive-role": ["error", { td: ["cell"] }],
      "jsx-a11y/no-noninteractive-tabindex": ["error", { roles: ["note"], tags: [], allowExpressionValues: true }],
    },
  },
  {
    files: ["src/**/*.test.{ts,tsx}", "src/testing/**"],
    rules: {
      "house/no-literal-text": "off",
      "max-lines-per-function": "off",
      "@typescript-eslint/no-unsafe-assignment": "off",
    },
  },
  { files: ["src/lib/z.ts"], rules: { "no-restricted-imports": "off" } },
  { files: ["scripts/**/*.mjs", "eslint/**/*.mjs", "*.mjs"], languageOptions: { globals: globals.node } },
);
