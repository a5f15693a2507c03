import { expect, it } from "vitest";

import english from "./locales/en";
import eager from "./locales/pt-BR";
import late from "./locales/pt-BR/late";

const portuguese = { ...eager, ...late };

type Tree = { [key: string]: string | Tree };

function flat(tree: Tree, prefix = ""): Record<string, string> {
  return Object.fromEntries(
    Object.entries(tree).flatMap(([key, value]) =>
      typeof value === "string" ? [[prefix + key, value]] : Object.entries(flat(value, `${prefix}${key}.`)),
    ),
  );
}

const placeholders = (text: string) => [...text.matchAll(/\{\{(\w+)\}\}/g)].map(([, name]) => name).sort();

// English problems are translated by type; Portuguese ones arrive in the server's own words.
const isOnlyTranslated = (key: string) => /^problems\.(type|rule)\./.test(key);

const pt = flat(portuguese);
const en = flat(english);

it("has the same keys in both languages", () => {
  const keys = (texts: Record<string, string>) => Object.keys(texts).filter((key) => !isOnlyTranslated(key)).sort();
  expect(keys(en)).toEqual(keys(pt));
});

it("fills the same blanks in both languages", () => {
  const different = Object.keys(pt).filter((key) => key in en && String(placeholders(pt[key] ?? "")) !== String(placeholders(en[key] ?? "")));
  expect(different).toEqual([]);
});

it("leaves no text empty", () => {
  expect(Object.entries({ ...pt, ...en }).filter(([, text]) => text.trim() === "")).toEqual([]);
});
