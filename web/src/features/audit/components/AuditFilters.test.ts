import { expect, it } from "vitest";

import events from "@/i18n/locales/pt-BR/events.json";

import { KINDS } from "./AuditFilters";

it("whatever can happen can be filtered for", () => {
  expect([...KINDS].sort()).toEqual(Object.keys(events).sort());
});
