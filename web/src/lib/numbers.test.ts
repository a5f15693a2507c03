import { afterEach, expect, it } from "vitest";

import { setLocale } from "./locale";
import { formatPercent, formatScore, parseDecimal } from "./numbers";

afterEach(() => setLocale("pt-BR"));

it("writes scores with a decimal comma and two decimals", () => {
  expect(formatScore(80)).toBe("80,00");
  expect(formatScore(null)).toBe("—");
  expect(formatPercent(0.125, 1)).toBe("12,5%");
});

it("reads what people type in their own language", () => {
  expect(parseDecimal("1.234,5")).toBe(1234.5);
  expect(parseDecimal("7")).toBe(7);
  expect(parseDecimal("sete")).toBeNull();
  setLocale("en");
  expect(parseDecimal("1,234.5")).toBe(1234.5);
});
