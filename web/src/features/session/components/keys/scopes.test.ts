import { expect, it } from "vitest";

import { groupScopes, readingScopes, toggled } from "./scopes";

const WORDS = ["call:read", "user:read", "call:create", "dashboard:read-severity", "evaluation:print"];

it("puts scopes together by what they are about", () => {
  expect(groupScopes(WORDS).map(({ thing, scopes }) => [thing, scopes.map(({ verb }) => verb)])).toEqual([
    ["call", ["read", "create"]],
    ["user", ["read"]],
    ["dashboard", ["read-severity"]],
    ["evaluation", ["print"]],
  ]);
});

it("knows which change nothing", () => {
  expect(readingScopes(WORDS)).toEqual(["call:read", "user:read", "dashboard:read-severity", "evaluation:print"]);
});

it("chooses and leaves one", () => {
  expect(toggled(toggled([], "call:read", true), "call:read", false)).toEqual([]);
});
