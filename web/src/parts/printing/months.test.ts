import { expect, test } from "vitest";

import { monthName, recentMonths } from "./months";

test("the latest reporting months end with the calendar, or on a day of their own", () => {
  expect(recentMonths("2026-01-25", null).slice(0, 3)).toEqual(["2026-01", "2025-12", "2025-11"]);
  expect(recentMonths("2026-11-25", 25)[0]).toBe("2026-11");
  expect(recentMonths("2026-12-26", 25)[0]).toBe("2027-01");
});

test("months are said in the language of the screen", () => {
  expect(monthName("2026-11", "pt-BR")).toBe("novembro de 2026");
  expect(monthName("2026-11", "en")).toBe("November 2026");
});
