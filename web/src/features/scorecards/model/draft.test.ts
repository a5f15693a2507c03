import { describe, expect, it } from "vitest";

import { NEW_CRITERION, NEW_OPTION } from "@/parts/new-criterion";

import { earlierThan, faultsUnder, fitted, keyed, moved, NEW_SECTION } from "./draft";
import { keyFrom } from "./keys";

it("makes keys of labels, without accents and unlike those taken", () => {
  expect(keyFrom("Resolução de problemas", "item", new Set())).toBe("resolucao_de_problemas");
  expect(keyFrom("Saudação!", "item", new Set(["saudacao"]))).toBe("saudacao_2");
  expect(keyFrom("  123 ", "item", new Set(["item"]))).toBe("item_2");
});

it("gives keys to what is new, unlike any other criterion of the form, and keeps those there are", () => {
  const sections = keyed([
    { ...NEW_SECTION, label: "Abertura", criteria: [{ ...NEW_CRITERION, key: "greeting", label: "Saudação" }] },
    { ...NEW_SECTION, label: "Abertura", criteria: [{ ...NEW_CRITERION, label: "Greeting", options: [{ ...NEW_OPTION, label: "Sim" }] }] },
  ]);
  expect(sections.map(({ key }) => key)).toEqual(["abertura", "abertura_2"]);
  expect(sections.flatMap(({ criteria }) => criteria.map(({ key }) => key))).toEqual(["greeting", "greeting_2"]);
  expect(sections[1]?.criteria[0]?.options[0]?.key).toBe("sim");
});

it("moves one place, and stays at an end", () => {
  expect(moved(["a", "b", "c"], 2, -1)).toEqual(["a", "c", "b"]);
  expect(moved(["a", "b"], 0, -1)).toEqual(["a", "b"]);
  expect(moved(["a", "b"], 1, 1)).toEqual(["a", "b"]);
});

describe("a criterion fits its kind", () => {
  it("has no bounds when it is a choice, and its answers have scores", () => {
    const choice = fitted({ ...NEW_CRITERION, kind: "single", options: [{ ...NEW_OPTION, label: "Sim", value: 3 }] });
    expect(choice).toMatchObject({ minimum: null, maximum: null, step: null });
    expect(choice.options[0]).toMatchObject({ value: null, score: 0 });
  });

  it("zeroes the form when it turns fatal, and nothing when it is not", () => {
    expect(fitted({ ...NEW_CRITERION, severity: "fatal" }).fatal_scope).toBe("form");
    expect(fitted({ ...NEW_CRITERION, fatal_scope: "section" }).fatal_scope).toBeNull();
  });
});

it("finds the faults of a place and of what it holds", () => {
  const faults = [
    { pointer: "/sections/1/criteria/1/label", message: "", rule: "" },
    { pointer: "/sections/1", message: "", rule: "" },
    { pointer: "/sections/10", message: "", rule: "" },
  ];
  expect(faultsUnder(faults, "/sections/1")).toHaveLength(2);
});

it("offers a condition only what stands before", () => {
  const criterion = (key: string) => ({ ...NEW_CRITERION, key });
  const sections = [
    { ...NEW_SECTION, criteria: [criterion("a"), { ...criterion("t"), kind: "text" as const }] },
    { ...NEW_SECTION, criteria: [criterion("b"), criterion("c")] },
  ];
  expect(earlierThan(sections, 1, 1).map(({ key }) => key)).toEqual(["a", "b"]);
});
