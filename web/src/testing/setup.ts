import "@testing-library/jest-dom/vitest";

import { cleanup } from "@testing-library/react";
import i18next from "i18next";
import { afterEach, beforeAll } from "vitest";

import { startI18n } from "@/i18n";
import late from "@/i18n/locales/pt-BR/late";

beforeAll(async () => {
  await startI18n("pt-BR");
  // Texts that come with their page: here no page is asked for by its route.
  for (const [namespace, texts] of Object.entries(late)) i18next.addResourceBundle("pt-BR", namespace, texts);
});
afterEach(cleanup);
