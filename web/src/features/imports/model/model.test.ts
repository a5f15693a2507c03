import { expect, it } from "vitest";

import type { ColumnOut, ImportOut, PresetOut, PreviewRowOut, UnknownValueOut } from "@/api/generated";

import { exampleOf, fieldOf, presetChanges, withField } from "./mapping";
import { isRunning, openSteps, percentOf, pollEvery, presentStep, shownStep, timeLeft } from "./steps";
import { acceptSuggestions, answerOf, createRest, declinedRows, groupValues, rejectRest, withDecisions } from "./values";

function unknown(value: string, rows: number, near: UnknownValueOut["near"] = [], field = "operator"): UnknownValueOut {
  return { field, value, rows, near, decision: null };
}

const ANA = { id: "a", label: "Ana Conceição" };
const VALUES = [
  unknown("Ana Conseição", 2, [ANA]),
  unknown("Zuleica Nova", 9, [{ id: null, label: "Zuleika Nova" }]),
  unknown("Ana C.", 5, [ANA, { id: "b", label: "Anabela" }]),
  unknown("Zuleika Nova", 1, [{ id: null, label: "Zuleica Nova" }]),
  unknown("", 3),
  unknown("Zuleica Nova", 1, [], "category"),
];

it("puts near spellings together, whether something known is near them or only they themselves", () => {
  expect(groupValues(VALUES).map(({ values }) => values.map(({ value }) => value))).toEqual([
    ["Ana C.", "Ana Conseição"],
    ["Zuleica Nova", "Zuleika Nova"],
    [""],
    ["Zuleica Nova"],
  ]);
});

it("answers many at once, and only what is open", () => {
  const open = withDecisions(VALUES, acceptSuggestions(VALUES));
  expect(open.map(({ decision }) => decision?.target ?? null)).toEqual(["a", null, "a", null, null, null]);
  expect(createRest(open)).toEqual([
    { field: "operator", value: "Zuleica Nova", action: "create", target: "Zuleica Nova", team_id: null },
    { field: "operator", value: "Zuleika Nova", action: "create", target: "Zuleica Nova", team_id: null },
    { field: "category", value: "Zuleica Nova", action: "create", target: "Zuleica Nova", team_id: null },
  ]);
  expect([declinedRows(VALUES), declinedRows(withDecisions(VALUES, rejectRest(VALUES)))]).toEqual([0, 20]);
  expect(rejectRest(open).map(({ value }) => value)).toEqual(["Zuleica Nova", "Zuleika Nova", "", "Zuleica Nova"]);
});

it("shows a decision as the answer it was", () => {
  expect(answerOf(null, [ANA])).toBe("");
  expect(answerOf({ action: "map", target: "a", team_id: null }, [ANA])).toBe("is:a");
  expect(answerOf({ action: "map", target: "z", team_id: null }, [ANA])).toBe("other");
  expect(answerOf({ action: "reject", target: null, team_id: null }, [ANA])).toBe("reject");
});

it("gives a field to one column alone", () => {
  const mapping = { operator: 1, started_at: 2 };
  expect(withField(mapping, 3, "operator")).toEqual({ started_at: 2, operator: 3 });
  expect(withField(mapping, 2, "operator")).toEqual({ operator: 2 });
  expect(withField(mapping, 1, "")).toEqual({ started_at: 2 });
  expect([fieldOf(mapping, 2), fieldOf(mapping, 7)]).toEqual(["started_at", undefined]);
});

it("lays a preset over the columns that this file has", () => {
  const columns = [{ index: 0, name: "Quando" }, { index: 1, name: "Agente" }] as ColumnOut[];
  const preset = { mapping: { operator: "AGENTE", started_at: "quando", category: "Fila" }, options: { source: "pabx" } } as unknown as PresetOut;
  expect(presetChanges(preset, columns)).toEqual({ options: { source: "pabx" }, mapping: { operator: 1, started_at: 0 } });
  expect(presetChanges({ ...preset, mapping: {} }, columns)).not.toHaveProperty("mapping");
});

it("shows a reading only of a row that is taken", () => {
  const rows = [
    { row: 2, raw: { date: "32/01/2026" }, values: { date: "32/01/2026", started_at: "x" }, problems: [{ is_warning: false }] },
    { row: 3, raw: { date: "03/01/2026" }, values: { started_at: "2026-01-03T00:00:00-03:00" }, problems: [] },
  ] as unknown as PreviewRowOut[];
  expect(exampleOf(rows, "date")).toEqual({ raw: "03/01/2026", read: "2026-01-03T00:00:00-03:00" });
  expect(exampleOf(rows, "ended_at")).toBeUndefined();
});

it("opens the step where the work is, or the one asked for when it has something to show", () => {
  const at = (status: ImportOut["status"], values: UnknownValueOut[] = [], sheets: string[] = []) =>
    ({ status, unknown_values: values, sheets }) as ImportOut;
  expect(presentStep(at("uploaded"))).toBe("columns");
  expect(presentStep(at("uploaded", [], ["Plan1", "Plan2"]))).toBe("file");
  expect(presentStep(at("checked", VALUES))).toBe("values");
  expect(presentStep(at("checked", withDecisions(VALUES, rejectRest(VALUES))))).toBe("review");
  expect(presentStep(at("failed", VALUES))).toBe("result");
  expect(shownStep(at("uploaded"), "review")).toBe("columns");
  expect(shownStep(at("checked"), "columns")).toBe("columns");
  expect(openSteps("checking")).toEqual(["file", "columns"]);
});

it("asks again only while something moves", () => {
  expect(pollEvery(undefined)).toBe(false);
  expect(pollEvery({ status: "committed", is_stalled: false })).toBe(false);
  expect(pollEvery({ status: "committing", is_stalled: false })).toBe(1_000);
  expect(pollEvery({ status: "committing", is_stalled: true })).toBe(15_000);
  expect(isRunning("undoing")).toBe(true);
});

it("says how far it is and how long it takes in round words", () => {
  expect(percentOf({ rows: 999, total: 1000 })).toBe(99);
  expect(percentOf({ rows: 5, total: null })).toBeUndefined();
  expect([timeLeft(null), timeLeft(59), timeLeft(61), timeLeft(3 * 3600)]).toEqual([
    undefined,
    { unit: "moment" },
    { unit: "minutes", count: 2 },
    { unit: "hours", count: 3 },
  ]);
});
